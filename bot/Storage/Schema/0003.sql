-- Who wants to be spoken to in easy words.
ALTER TABLE person ADD COLUMN plain INTEGER NOT NULL DEFAULT 0;
