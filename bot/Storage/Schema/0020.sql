-- A reminder that was claimed waits for its turn at the channel (0) until its call begins (1); empty: before this was written down, or no reminder.
ALTER TABLE outbox ADD COLUMN begun INTEGER;
