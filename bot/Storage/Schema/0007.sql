-- Families and what is done with them. What says something about people is sealed with a data key of the family; days are ISO days, times of day minutes since midnight, local.
CREATE TABLE family (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL,
    language TEXT NOT NULL,
    municipality TEXT NOT NULL,
    since INTEGER NOT NULL,
    closed INTEGER,
    version INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX family_reference ON family (reference);
CREATE INDEX family_open ON family (since) WHERE closed IS NULL;

-- Chats' people who belong to a family.
CREATE TABLE family_person (
    family TEXT NOT NULL REFERENCES family (id),
    person TEXT NOT NULL,
    added INTEGER NOT NULL,
    PRIMARY KEY (family, person)
) STRICT;
CREATE INDEX family_person_person ON family_person (person);

CREATE TABLE assignment (
    id TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL REFERENCES family (id),
    worker TEXT NOT NULL,
    kind INTEGER NOT NULL,
    starts TEXT NOT NULL,
    until TEXT,
    met TEXT
) STRICT;
CREATE INDEX assignment_family ON assignment (family);
CREATE INDEX assignment_worker ON assignment (worker, until);

CREATE TABLE service_case (
    id TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL REFERENCES family (id),
    kind INTEGER NOT NULL,
    service TEXT NOT NULL,
    stage INTEGER NOT NULL,
    opened TEXT NOT NULL,
    since TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX service_case_family ON service_case (family, opened);

CREATE TABLE contract (
    id TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL REFERENCES family (id),
    service_case TEXT NOT NULL REFERENCES service_case (id),
    kind INTEGER NOT NULL,
    number TEXT NOT NULL,
    municipality TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    agreed_minutes INTEGER NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX contract_number ON contract (number);
CREATE INDEX contract_family ON contract (family, starts);
CREATE INDEX contract_municipality ON contract (municipality, ends);
CREATE INDEX contract_ends ON contract (ends);

-- Euro cents an hour from a day on.
CREATE TABLE contract_rate (
    contract TEXT NOT NULL REFERENCES contract (id),
    starts TEXT NOT NULL,
    cents INTEGER NOT NULL,
    documentation INTEGER NOT NULL,
    PRIMARY KEY (contract, starts)
) STRICT;

CREATE TABLE goal (
    id TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL REFERENCES family (id),
    service_case TEXT NOT NULL REFERENCES service_case (id),
    number INTEGER NOT NULL,
    state INTEGER NOT NULL,
    opened TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX goal_number ON goal (service_case, number);
CREATE INDEX goal_family ON goal (family);

-- Meetings as statements count them. Each has at least one version of its act, and no act is without its meeting.
CREATE TABLE encounter (
    id TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL REFERENCES family (id),
    service_case TEXT NOT NULL REFERENCES service_case (id),
    contract TEXT REFERENCES contract (id),
    worker TEXT NOT NULL,
    number INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    day TEXT NOT NULL,
    begins INTEGER,
    direct INTEGER NOT NULL,
    documentation INTEGER NOT NULL,
    safety INTEGER NOT NULL,
    seconds INTEGER,
    filed INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX encounter_number ON encounter (family, number);
CREATE INDEX encounter_family ON encounter (family, day);
CREATE INDEX encounter_worker ON encounter (worker, day);
CREATE INDEX encounter_contract ON encounter (contract, day);
CREATE INDEX encounter_filed ON encounter (filed);

CREATE TABLE visit_act (
    id TEXT NOT NULL PRIMARY KEY,
    encounter TEXT NOT NULL REFERENCES encounter (id),
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX visit_act_version ON visit_act (encounter, version);

-- Notes that are not acts yet, sealed with the worker's key.
CREATE TABLE visit_draft (
    id TEXT NOT NULL PRIMARY KEY,
    worker TEXT NOT NULL,
    began INTEGER NOT NULL,
    reminded TEXT,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX visit_draft_worker ON visit_draft (worker, began);

CREATE TABLE notebook_item (
    id TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL REFERENCES family (id),
    encounter TEXT,
    kind INTEGER NOT NULL,
    day TEXT NOT NULL,
    written INTEGER NOT NULL,
    done INTEGER,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX notebook_item_family ON notebook_item (family, written);
