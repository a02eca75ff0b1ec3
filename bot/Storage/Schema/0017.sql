-- What waits until somebody writes may be of no use by then.
ALTER TABLE held ADD COLUMN expires INTEGER;
