-- What a call was answered (a card's press), for when the same call comes again: sealed like the body, and gone with it.
ALTER TABLE inbox ADD COLUMN answer BLOB;
CREATE INDEX inbox_answer ON inbox (received) WHERE answer IS NOT NULL;
