-- The keys of everything sealed in assistant.db, wrapped by the key-encryption key. Deleting a row erases its owner's content, old backups included.
CREATE TABLE store (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE data_key (owner TEXT NOT NULL PRIMARY KEY, wrapped BLOB NOT NULL, created INTEGER NOT NULL) STRICT;
CREATE TABLE tombstone (owner TEXT NOT NULL PRIMARY KEY, at INTEGER NOT NULL) STRICT;
