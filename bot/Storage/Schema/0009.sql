-- Whom a municipality's worker works for: one municipality.
CREATE TABLE caseworker (
    person TEXT NOT NULL PRIMARY KEY,
    municipality TEXT NOT NULL,
    since INTEGER NOT NULL
) STRICT;
CREATE INDEX caseworker_municipality ON caseworker (municipality, since);

-- What a code is for besides its role: a municipality, or a family that a parent belongs to.
ALTER TABLE invitation ADD COLUMN municipality TEXT;
ALTER TABLE invitation ADD COLUMN family TEXT;

-- One-time links by which a municipality says that it refers a family. Only keyed hashes of token and code.
CREATE TABLE referral_link (
    id TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL REFERENCES family (id),
    token BLOB NOT NULL,
    code BLOB NOT NULL,
    issued INTEGER NOT NULL,
    issued_by TEXT,
    expires INTEGER NOT NULL,
    misses INTEGER NOT NULL,
    settled INTEGER,
    outcome INTEGER
) STRICT;
CREATE UNIQUE INDEX referral_link_token ON referral_link (token);
CREATE INDEX referral_link_family ON referral_link (family, settled);

-- Who typed a family's code and waits for the worker's yes.
CREATE TABLE family_join (
    id TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL REFERENCES family (id),
    person TEXT NOT NULL,
    asked INTEGER NOT NULL,
    checks_in INTEGER NOT NULL
) STRICT;
CREATE INDEX family_join_family ON family_join (family);
CREATE INDEX family_join_person ON family_join (person);

-- Whether somebody of the family agreed to be asked how a meeting was, and that they were.
ALTER TABLE family_person ADD COLUMN checks_in INTEGER NOT NULL DEFAULT 0;
CREATE INDEX family_person_checks ON family_person (family) WHERE checks_in = 1;
CREATE TABLE check_in (
    id TEXT NOT NULL PRIMARY KEY,
    encounter TEXT NOT NULL REFERENCES encounter (id),
    person TEXT NOT NULL,
    asked INTEGER NOT NULL,
    answered INTEGER
) STRICT;
CREATE UNIQUE INDEX check_in_once ON check_in (encounter, person);
