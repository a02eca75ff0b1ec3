-- Messages to many. Text is sealed with a key of the message; one row for each person it is for.
CREATE TABLE broadcast (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL,
    author TEXT NOT NULL,
    state INTEGER NOT NULL,
    due INTEGER NOT NULL,
    opened INTEGER,
    audience_kind INTEGER NOT NULL,
    audience TEXT NOT NULL,
    since INTEGER NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX broadcast_reference ON broadcast (reference);
CREATE INDEX broadcast_since ON broadcast (since);
CREATE INDEX broadcast_active ON broadcast (state, due);

CREATE TABLE broadcast_delivery (
    broadcast TEXT NOT NULL REFERENCES broadcast (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    state INTEGER NOT NULL,
    due INTEGER NOT NULL,
    reason TEXT,
    attempt INTEGER NOT NULL,
    PRIMARY KEY (broadcast, person)
) STRICT;
CREATE INDEX broadcast_delivery_state ON broadcast_delivery (broadcast, state, due);
CREATE INDEX broadcast_delivery_person ON broadcast_delivery (person);
