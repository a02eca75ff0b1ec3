-- How a person may be written to, and how they are known again. Times of day are minutes since midnight, local.
CREATE TABLE safe_contact (
    person TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
    quiet_from INTEGER,
    quiet_to INTEGER,
    neutral INTEGER NOT NULL,
    word BLOB,
    misses INTEGER NOT NULL,
    locked INTEGER
) STRICT;

-- Up to which number of the one order a chat's log is no longer shown.
CREATE TABLE veil (conversation TEXT NOT NULL PRIMARY KEY REFERENCES conversation (id), upto INTEGER NOT NULL) STRICT;

-- Messages that wait for a better moment. due: when the person's quiet time ends; none: until the person comes.
CREATE TABLE held (
    seq INTEGER NOT NULL PRIMARY KEY,
    dedupe BLOB NOT NULL,
    conversation TEXT NOT NULL REFERENCES conversation (id),
    owner TEXT NOT NULL,
    kind INTEGER NOT NULL,
    due INTEGER,
    created INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX held_dedupe ON held (dedupe);
CREATE INDEX held_conversation ON held (conversation, seq);
CREATE INDEX held_due ON held (due) WHERE due IS NOT NULL;
CREATE INDEX held_owner ON held (owner);

-- Several people on one device. identity.person is the one who writes now; the chats of the others are parked under an address nobody uses.
CREATE TABLE profile (
    channel TEXT NOT NULL,
    address BLOB NOT NULL,
    person TEXT NOT NULL REFERENCES person (id),
    conversation TEXT NOT NULL,
    chat BLOB NOT NULL,
    body BLOB,
    PRIMARY KEY (channel, address, person)
) STRICT;
CREATE INDEX profile_person ON profile (person);

-- Codes that make two chats one person's.
CREATE TABLE link_code (code BLOB NOT NULL PRIMARY KEY, person TEXT NOT NULL, expires INTEGER NOT NULL, used INTEGER) STRICT;
CREATE INDEX link_code_person ON link_code (person);

-- Workers who left: neither the terminal nor the demonstration gives these back their role.
CREATE TABLE barred (channel TEXT NOT NULL, address BLOB NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (channel, address)) STRICT;

-- Workers who are away; until is the ISO day of their return.
CREATE TABLE absence (person TEXT NOT NULL PRIMARY KEY, until TEXT NOT NULL, stand_in TEXT) STRICT;

-- That somebody's data were erased, without saying whose: the number stands on the receipt they were given.
CREATE TABLE receipt (number TEXT NOT NULL PRIMARY KEY, at INTEGER NOT NULL, chats INTEGER NOT NULL, messages INTEGER NOT NULL, requests INTEGER NOT NULL) STRICT;
CREATE INDEX receipt_at ON receipt (at);

-- People see the end of a person's id.
CREATE INDEX person_reference ON person (substr(id, 31));
