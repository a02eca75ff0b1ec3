-- Talks between a person and a coordinator. Lines are sealed with the person's key, whoever wrote them.
CREATE TABLE relay (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL,
    person TEXT NOT NULL,
    conversation TEXT NOT NULL,
    state INTEGER NOT NULL,
    owner TEXT,
    owner_conversation TEXT,
    holds INTEGER NOT NULL,
    quiet INTEGER NOT NULL,
    opened INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    ended INTEGER,
    version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX relay_reference ON relay (reference);
-- One open talk a person.
CREATE UNIQUE INDEX relay_open ON relay (person) WHERE ended IS NULL;
CREATE INDEX relay_ended ON relay (ended) WHERE ended IS NOT NULL;

-- What happened to a talk: who, when.
CREATE TABLE relay_step (relay TEXT NOT NULL, at INTEGER NOT NULL, step TEXT NOT NULL, by TEXT) STRICT;
CREATE INDEX relay_step_relay ON relay_step (relay, at);

-- seq is the number of the message in the inbox.
CREATE TABLE relay_line (
    seq INTEGER NOT NULL PRIMARY KEY,
    relay TEXT NOT NULL REFERENCES relay (id),
    side INTEGER NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX relay_line_relay ON relay_line (relay, seq);
CREATE INDEX relay_line_unpassed ON relay_line (relay, seq) WHERE passed = 0;

-- Who is on duty: every week, and the days that go otherwise. Times of day are minutes since midnight, local.
CREATE TABLE duty_shift (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    rank INTEGER NOT NULL,
    day INTEGER NOT NULL,
    begins INTEGER NOT NULL,
    ends INTEGER NOT NULL
) STRICT;
CREATE TABLE duty_exception (date TEXT NOT NULL, away TEXT NOT NULL, instead TEXT, PRIMARY KEY (date, away)) STRICT;

-- Who was told of which safety concern when, and whether it arrived.
CREATE TABLE safety_alert (
    concern TEXT NOT NULL,
    step INTEGER NOT NULL,
    person TEXT NOT NULL,
    conversation TEXT NOT NULL,
    at INTEGER NOT NULL,
    outcome INTEGER,
    reason TEXT,
    PRIMARY KEY (concern, step, conversation)
) STRICT;
CREATE INDEX safety_alert_unsettled ON safety_alert (at) WHERE outcome IS NULL;
