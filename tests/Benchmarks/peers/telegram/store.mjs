// Session stores over SQLite that lose nothing: write-ahead log, every commit synced, as ours.
import Database from 'better-sqlite3';

export const open = (file) => {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE IF NOT EXISTS session (key TEXT PRIMARY KEY, value TEXT NOT NULL)');
  const read = database.prepare('SELECT value FROM session WHERE key = ?');
  const write = database.prepare('INSERT INTO session (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');
  const remove = database.prepare('DELETE FROM session WHERE key = ?');
  return {
    read: (key) => { const row = read.get(key); return row ? JSON.parse(row.value) : undefined; },
    write: (key, value) => { write.run(key, JSON.stringify(value)); },
    delete: (key) => { remove.run(key); },
  };
};
