-- Written overviews of the work with a family, and what its three sides say of it. Words are sealed with the family's key.
CREATE TABLE overview (
    id TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL REFERENCES family (id),
    service_case TEXT NOT NULL REFERENCES service_case (id),
    kind INTEGER NOT NULL,
    day TEXT NOT NULL,
    author TEXT NOT NULL,
    written INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX overview_family ON overview (family, written);

CREATE TABLE summary (
    id TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL REFERENCES family (id),
    service_case TEXT NOT NULL REFERENCES service_case (id),
    opened TEXT NOT NULL,
    due TEXT NOT NULL,
    opened_by TEXT NOT NULL
) STRICT;
CREATE INDEX summary_family ON summary (family, opened);

CREATE TABLE summary_voice (
    id TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL REFERENCES family (id),
    summary TEXT NOT NULL REFERENCES summary (id),
    side INTEGER NOT NULL,
    person TEXT NOT NULL,
    at INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX summary_voice_once ON summary_voice (summary, person);
CREATE INDEX summary_voice_family ON summary_voice (family);
