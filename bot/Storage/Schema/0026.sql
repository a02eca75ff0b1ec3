-- Until when a worker's certificate holds; none: it does not end, or the row is no certificate.
ALTER TABLE learning ADD COLUMN valid_until TEXT;
