// node bot.mjs PORT STORE: the vendor's framework on /api/messages, until it is told to stop. Its own state in SQLite, which loses nothing, as ours.
import http from 'node:http';
import Database from 'better-sqlite3';
import { ActivityHandler, CloudAdapter, ConversationState } from 'botbuilder';
import { take } from '../telegram/dialogue.mjs';

const [port, file] = process.argv.slice(2);

const database = new Database(file);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL)');
const read = database.prepare('SELECT value FROM state WHERE key = ?');
const write = database.prepare('INSERT INTO state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');
const remove = database.prepare('DELETE FROM state WHERE key = ?');
const storage = {
  read: async (keys) => Object.fromEntries(keys.map((key) => [key, read.get(key)]).filter(([, row]) => row).map(([key, row]) => [key, JSON.parse(row.value)])),
  write: async (changes) => { for (const [key, value] of Object.entries(changes)) write.run(key, JSON.stringify(value)); },
  delete: async (keys) => { for (const key of keys) remove.run(key); },
};

const conversations = new ConversationState(storage);
const talk = conversations.createProperty('talk');

class Bot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      const [state, words] = take(await talk.get(context, null), context.activity.text);
      await talk.set(context, state);
      await conversations.saveChanges(context);
      await context.sendActivity(words);
      await next();
    });
  }
}

const bot = new Bot();
// Without an application id tokens are neither asked for nor shown, as with ours in Development.
const adapter = new CloudAdapter();
adapter.onTurnError = async (context, error) => { console.error(error.message); };

http.createServer((request, response) => {
  if (request.url === '/health/ready') { response.end('ok'); return; }
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    request.body = JSON.parse(Buffer.concat(pieces).toString('utf8'));
    response.status = (code) => { response.statusCode = code; return response; };
    response.header = (name, value) => { response.setHeader(name, value); return response; };
    response.send = (body) => { response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)); return response; };
    adapter.process(request, response, (context) => bot.run(context));
  });
}).listen(Number(port), '127.0.0.1');
