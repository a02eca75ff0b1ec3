-- Need assessments and action plans: every version stays, sealed with the family's key.
CREATE TABLE case_document (
    id TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL REFERENCES family (id),
    service_case TEXT NOT NULL REFERENCES service_case (id),
    kind INTEGER NOT NULL,
    version INTEGER NOT NULL,
    day TEXT NOT NULL,
    author TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX case_document_version ON case_document (service_case, kind, version);
CREATE INDEX case_document_family ON case_document (family);

-- Supervision and training of workers; what it was about is sealed with the worker's key.
CREATE TABLE learning (
    id TEXT NOT NULL PRIMARY KEY,
    worker TEXT NOT NULL,
    kind INTEGER NOT NULL,
    day TEXT NOT NULL,
    begins INTEGER,
    minutes INTEGER NOT NULL,
    state INTEGER NOT NULL,
    version INTEGER NOT NULL,
    body BLOB
) STRICT;
CREATE INDEX learning_worker ON learning (worker, day);
