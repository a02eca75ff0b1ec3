-- Of a message that goes in several parts: the channel's ids of those that arrived before the last, with blanks between; '-' for one without an id.
ALTER TABLE outbox ADD COLUMN parts TEXT;

-- Which message to many a talk began with; its author is asked first. None: somebody asked for a human.
ALTER TABLE relay ADD COLUMN answers TEXT;
