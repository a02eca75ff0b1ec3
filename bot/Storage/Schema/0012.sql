-- From when on a message that has not left helps nobody any more.
ALTER TABLE outbox ADD COLUMN expires INTEGER;
CREATE INDEX outbox_expires ON outbox (expires) WHERE expires IS NOT NULL AND state = 0;
