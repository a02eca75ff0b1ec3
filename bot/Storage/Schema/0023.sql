-- Up to which number arrived messages are known by keys of the first kind, which stand in no order.
INSERT INTO counter (name, value) SELECT 'first-keys', coalesce(max(seq), 0) FROM inbox;
-- Keyboards are kept for a fixed time: in the order of their rows they expire.
DROP INDEX keyboard_expires;
