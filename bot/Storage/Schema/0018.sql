-- What stands below a case, or beside somebody who is erased, is found without looking at every row of its table: foreign keys look there at each delete, too.
CREATE INDEX encounter_case ON encounter (service_case);
CREATE INDEX contract_case ON contract (service_case);
CREATE INDEX overview_case ON overview (service_case);
CREATE INDEX summary_case ON summary (service_case);
CREATE INDEX check_in_person ON check_in (person);
CREATE INDEX presence_of_person ON presence (person);
CREATE INDEX session_reminder_person ON session_reminder (person);
CREATE INDEX relay_person ON relay (person);
