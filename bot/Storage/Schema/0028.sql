-- Whose words a message holds is told by its conversation; only those of somebody else (a coordinator's card about a request) are marked, and found by their owner.
ALTER TABLE inbox ADD COLUMN others INTEGER;
ALTER TABLE outbox ADD COLUMN others INTEGER;
UPDATE inbox SET others = 1 WHERE owner <> (SELECT person FROM conversation WHERE conversation.id = inbox.conversation);
UPDATE outbox SET others = 1 WHERE owner <> (SELECT person FROM conversation WHERE conversation.id = outbox.conversation);
CREATE INDEX inbox_others ON inbox (owner) WHERE others = 1;
CREATE INDEX outbox_others ON outbox (owner) WHERE others = 1;
DROP INDEX inbox_owner;
DROP INDEX outbox_owner;
