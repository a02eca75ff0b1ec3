-- What is ready ahead of its moment and in no log yet (state 5), by that moment.
CREATE INDEX outbox_ahead ON outbox (due) WHERE state = 5;
