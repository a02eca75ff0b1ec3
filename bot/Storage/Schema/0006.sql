-- A worker's time that a confirmed appointment reserves, [starts, ends). The single writer refuses what overlaps.
CREATE TABLE meeting (
    request TEXT NOT NULL PRIMARY KEY REFERENCES request (id) ON DELETE CASCADE,
    worker TEXT NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    booked INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    asked INTEGER,
    rated INTEGER,
    CHECK (starts < ends)
) STRICT;
CREATE UNIQUE INDEX meeting_worker ON meeting (worker, starts);
CREATE INDEX meeting_ends ON meeting (ends);

-- Reminders that are seen to: one for each meeting, its time and how long before.
CREATE TABLE meeting_reminder (
    request TEXT NOT NULL REFERENCES request (id) ON DELETE CASCADE,
    starts INTEGER NOT NULL,
    before INTEGER NOT NULL,
    settled INTEGER NOT NULL,
    PRIMARY KEY (request, starts, before)
) STRICT;

-- How meetings were: counts by service ('' is just a worry) and month, never who.
CREATE TABLE satisfaction (
    service TEXT NOT NULL,
    month TEXT NOT NULL,
    score INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (service, month, score)
) STRICT;
