-- Closed support groups. A group's name and link are sealed with a key of the group, what a member said with the member's own; days are ISO days, times of day minutes since midnight, local.
CREATE TABLE cohort (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL,
    state INTEGER NOT NULL,
    capacity INTEGER NOT NULL,
    leader TEXT NOT NULL,
    substitute TEXT,
    weekday INTEGER NOT NULL,
    at INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    on_holidays INTEGER NOT NULL,
    link TEXT NOT NULL,
    since INTEGER NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX cohort_reference ON cohort (reference);
CREATE UNIQUE INDEX cohort_link ON cohort (link);
CREATE INDEX cohort_state ON cohort (state, since);

CREATE TABLE cohort_member (
    id TEXT NOT NULL PRIMARY KEY,
    cohort TEXT NOT NULL REFERENCES cohort (id),
    person TEXT NOT NULL,
    state INTEGER NOT NULL,
    since INTEGER NOT NULL,
    agreed INTEGER,
    version INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX cohort_member_person ON cohort_member (person, cohort);
CREATE INDEX cohort_member_cohort ON cohort_member (cohort);

CREATE TABLE cohort_session (
    id TEXT NOT NULL PRIMARY KEY,
    cohort TEXT NOT NULL REFERENCES cohort (id),
    number INTEGER NOT NULL,
    day TEXT NOT NULL,
    at INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    topic TEXT
) STRICT;
CREATE UNIQUE INDEX cohort_session_number ON cohort_session (cohort, number);
CREATE INDEX cohort_session_starts ON cohort_session (starts);

-- Who said they come, and who was there.
CREATE TABLE presence (
    id TEXT NOT NULL PRIMARY KEY,
    session TEXT NOT NULL REFERENCES cohort_session (id),
    person TEXT NOT NULL,
    rsvp INTEGER,
    attendance INTEGER,
    body BLOB
) STRICT;
CREATE UNIQUE INDEX presence_person ON presence (session, person);

-- Rounds of reminders that were opened, and the reminders: at most one for each session, start, offset and person.
CREATE TABLE reminder_round (
    session TEXT NOT NULL REFERENCES cohort_session (id),
    starts INTEGER NOT NULL,
    before INTEGER NOT NULL,
    opened INTEGER NOT NULL,
    told INTEGER NOT NULL,
    alarmed INTEGER NOT NULL,
    PRIMARY KEY (session, starts, before)
) STRICT;
CREATE INDEX reminder_round_opened ON reminder_round (opened);

CREATE TABLE session_reminder (
    session TEXT NOT NULL REFERENCES cohort_session (id),
    starts INTEGER NOT NULL,
    before INTEGER NOT NULL,
    person TEXT NOT NULL,
    state INTEGER NOT NULL,
    due INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (session, starts, before, person)
) STRICT;
CREATE INDEX session_reminder_open ON session_reminder (state, due);

-- How useful sessions were: who has answered, and counts; never who said what.
CREATE TABLE session_rated (
    session TEXT NOT NULL REFERENCES cohort_session (id),
    person TEXT NOT NULL,
    PRIMARY KEY (session, person)
) STRICT;
CREATE TABLE session_usefulness (
    session TEXT NOT NULL REFERENCES cohort_session (id),
    score INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (session, score)
) STRICT;
