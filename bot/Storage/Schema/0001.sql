-- Envelope tables: plain columns for what is routed, ordered, counted or expires; content is sealed (AES-256-GCM, a data key per owner).
-- Ids are UUIDs as 36 lower-case characters, times are milliseconds since 1970-01-01 UTC, keyed hashes are 16 bytes.

-- What this store is: its id is the same in keys.db, so that two installations cannot be mixed up.
CREATE TABLE store (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- 'sequence': the one order over inbox and outbox. 'probe': rewritten to see whether the disk takes writes again.
CREATE TABLE counter (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) STRICT;
INSERT INTO counter (name, value) VALUES ('sequence', 0), ('probe', 0);

CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    language TEXT NOT NULL,
    consent TEXT,
    since INTEGER NOT NULL,
    version INTEGER NOT NULL,
    body BLOB
) STRICT;
CREATE INDEX person_unconsented ON person (since) WHERE consent IS NULL;

CREATE TABLE identity (
    channel TEXT NOT NULL,
    address BLOB NOT NULL,
    person TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (channel, address)
) STRICT;
CREATE INDEX identity_person ON identity (person);

CREATE TABLE role_grant (
    person TEXT NOT NULL REFERENCES person (id),
    role INTEGER NOT NULL,
    granted INTEGER NOT NULL,
    granted_by TEXT,
    PRIMARY KEY (person, role)
) STRICT;
CREATE INDEX role_grant_role ON role_grant (role, granted);

-- Every consent ever given, so that it can be shown who agreed to which words when.
CREATE TABLE consent (
    person TEXT NOT NULL,
    given INTEGER NOT NULL,
    version TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    language TEXT NOT NULL,
    channel TEXT NOT NULL,
    withdrawn INTEGER
) STRICT;
CREATE INDEX consent_person ON consent (person, given);

CREATE TABLE conversation (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    channel TEXT NOT NULL,
    address BLOB NOT NULL,
    used INTEGER NOT NULL,
    version INTEGER NOT NULL,
    reference BLOB NOT NULL,
    body BLOB
) STRICT;
CREATE UNIQUE INDEX conversation_address ON conversation (channel, address);
CREATE INDEX conversation_person ON conversation (person);

CREATE TABLE inbox (
    seq INTEGER NOT NULL PRIMARY KEY,
    dedupe BLOB NOT NULL,
    conversation TEXT NOT NULL REFERENCES conversation (id),
    owner TEXT NOT NULL,
    channel TEXT NOT NULL,
    received INTEGER NOT NULL,
    handled INTEGER,
    body BLOB
) STRICT;
CREATE UNIQUE INDEX inbox_dedupe ON inbox (dedupe);
CREATE INDEX inbox_conversation ON inbox (conversation, seq);
CREATE INDEX inbox_pending ON inbox (seq) WHERE handled IS NULL;
CREATE INDEX inbox_body ON inbox (received) WHERE body IS NOT NULL;
CREATE INDEX inbox_received ON inbox (received);
CREATE INDEX inbox_owner ON inbox (owner);

CREATE TABLE outbox (
    seq INTEGER NOT NULL PRIMARY KEY,
    dedupe BLOB NOT NULL,
    conversation TEXT NOT NULL REFERENCES conversation (id),
    owner TEXT NOT NULL,
    kind INTEGER NOT NULL,
    state INTEGER NOT NULL,
    due INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    created INTEGER NOT NULL,
    settled INTEGER,
    external TEXT,
    reason TEXT,
    body BLOB
) STRICT;
CREATE UNIQUE INDEX outbox_dedupe ON outbox (dedupe);
CREATE INDEX outbox_conversation ON outbox (conversation, seq);
CREATE INDEX outbox_open ON outbox (conversation, seq) WHERE state IN (0, 1);
CREATE INDEX outbox_due ON outbox (due) WHERE state = 0;
CREATE INDEX outbox_line ON outbox (seq) WHERE state = 0;
CREATE INDEX outbox_sending ON outbox (seq) WHERE state = 1;
CREATE INDEX outbox_body ON outbox (settled) WHERE body IS NOT NULL AND settled IS NOT NULL;
CREATE INDEX outbox_owner ON outbox (owner);
CREATE INDEX outbox_settled ON outbox (settled) WHERE settled IS NOT NULL;

CREATE TABLE keyboard (
    handle BLOB NOT NULL PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversation (id),
    person TEXT NOT NULL,
    prompt INTEGER,
    once INTEGER NOT NULL,
    spent INTEGER,
    expires INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX keyboard_expires ON keyboard (expires);
CREATE INDEX keyboard_conversation ON keyboard (conversation);

CREATE TABLE request (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL,
    parent TEXT NOT NULL,
    conversation TEXT NOT NULL,
    owner TEXT,
    state INTEGER NOT NULL,
    created INTEGER NOT NULL,
    deadline INTEGER NOT NULL,
    closed INTEGER,
    version INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX request_reference ON request (reference);
CREATE INDEX request_parent ON request (parent, created);
CREATE INDEX request_open ON request (deadline) WHERE state IN (0, 1, 2);
CREATE INDEX request_closed ON request (closed) WHERE closed IS NOT NULL;

CREATE TABLE invitation (
    id TEXT NOT NULL PRIMARY KEY,
    code BLOB NOT NULL,
    role INTEGER NOT NULL,
    issued INTEGER NOT NULL,
    issued_by TEXT,
    expires INTEGER NOT NULL,
    used INTEGER,
    used_by TEXT
) STRICT;
CREATE UNIQUE INDEX invitation_code ON invitation (code);

CREATE TABLE code_try (person TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX code_try_person ON code_try (person, at);
CREATE INDEX code_try_at ON code_try (at);

-- No words: who, where, which kind. Kept although the talk is purged.
CREATE TABLE safety_event (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    conversation TEXT NOT NULL,
    level TEXT NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    acknowledged INTEGER,
    acknowledged_by TEXT
) STRICT;
CREATE INDEX safety_event_open ON safety_event (at) WHERE acknowledged IS NULL;

CREATE TABLE unanswered (day TEXT NOT NULL, language TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (day, language)) STRICT;

-- Random ids only. hash = SHA-256 over the row and the hash before it; mac = keyed, so that nobody without the key can rewrite the chain.
CREATE TABLE audit (
    seq INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    actor TEXT,
    hash BLOB NOT NULL,
    mac BLOB NOT NULL
) STRICT;

-- Who was erased; applied again to a restored backup before it serves.
CREATE TABLE tombstone (owner TEXT NOT NULL PRIMARY KEY, at INTEGER NOT NULL) STRICT;
