-- What members thought of a group in the middle and at the end: who has answered which question, and counts; never who said what.
CREATE TABLE opinion_given (
    cohort TEXT NOT NULL REFERENCES cohort (id),
    moment INTEGER NOT NULL,
    question TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (cohort, moment, question, person)
) STRICT;
CREATE TABLE opinion (
    cohort TEXT NOT NULL REFERENCES cohort (id),
    moment INTEGER NOT NULL,
    question TEXT NOT NULL,
    score INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (cohort, moment, question, score)
) STRICT;
