-- A family that was entered twice lives on in another. Its key stays, for backups of before; whoever erases the family that stayed erases this one as well.
CREATE TABLE merged (
    duplicate TEXT NOT NULL PRIMARY KEY,
    kept TEXT NOT NULL
) STRICT;
CREATE INDEX merged_kept ON merged (kept);
