-- Why a channel takes nothing for a chat any more (blocked, deactivated, ...), and since when: data that coordinators see.
ALTER TABLE conversation ADD COLUMN silent TEXT;
ALTER TABLE conversation ADD COLUMN silent_since INTEGER;
