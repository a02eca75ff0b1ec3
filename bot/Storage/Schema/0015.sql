-- What was given to members of a group at a session, sealed with the group's key.
CREATE TABLE session_material (
    id TEXT NOT NULL PRIMARY KEY,
    cohort TEXT NOT NULL REFERENCES cohort (id),
    session TEXT NOT NULL REFERENCES cohort_session (id),
    number INTEGER NOT NULL,
    added_by TEXT NOT NULL,
    added INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX session_material_number ON session_material (session, number);
