-- Keyboards of a chat are looked for only when somebody is erased, among those of the last month; finding them by the chat cost every turn a page of its own.
CREATE TABLE keyboard_kept (
    handle BLOB NOT NULL PRIMARY KEY,
    conversation TEXT NOT NULL,
    person TEXT NOT NULL,
    prompt INTEGER,
    expires INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
INSERT INTO keyboard_kept (handle, conversation, person, prompt, expires, body) SELECT handle, conversation, person, prompt, expires, body FROM keyboard ORDER BY rowid;
DROP TABLE keyboard;
ALTER TABLE keyboard_kept RENAME TO keyboard;
