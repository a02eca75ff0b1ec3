// node bot.mjs (grammy-session|grammy-conversations|telegraf|botbuilder) API_ROOT TOKEN PORT SECRET STORE: a bot on a webhook, until it is told to stop.
import http from 'node:http';
import { Bot, session, webhookCallback } from 'grammy';
import { conversations, createConversation } from '@grammyjs/conversations';
import { Telegraf, session as telegrafSession } from 'telegraf';
import { take } from './dialogue.mjs';
import { open } from './store.mjs';

const [peer, apiRoot, token, port, secret, file] = process.argv.slice(2);
const store = open(file);

/** Buttons two in a row, as data that says which they are. */
const markup = (buttons) => {
  if (buttons.length === 0) return undefined;
  const rows = [];
  buttons.forEach((text, n) => { if (n % 2 === 0) rows.push([]); rows.at(-1).push({ text, callback_data: `b:${n}` }); });
  return { reply_markup: { inline_keyboard: rows } };
};

/** One message after the other. */
const say = async (ctx, said) => { for (const { text, buttons } of said) await ctx.reply(text, markup(buttons)); };

const grammySession = () => {
  const bot = new Bot(token, { client: { apiRoot } });
  bot.use(session({ initial: () => ({ state: null }), storage: store }));
  bot.on('message:text', async (ctx) => {
    const [next, said] = take(ctx.session.state, ctx.message.text);
    ctx.session.state = next;
    await say(ctx, said);
  });
  return bot;
};

const grammyConversations = () => {
  const bot = new Bot(token, { client: { apiRoot } });
  // A conversation is replayed at each message, so it is as long as the dialogue and no longer.
  const talk = async (conversation, first) => {
    let ctx = first;
    let state = { agreed: true };
    for (;;) {
      const [next, said] = take(state, ctx.message.text);
      state = next;
      await say(ctx, said);
      if (ctx.message.text === 'loobu') return;
      ctx = await conversation.waitFor('message:text');
    }
  };
  bot.use(conversations({ storage: { type: 'key', version: 0, adapter: store } }));
  bot.use(createConversation(talk, 'talk'));
  bot.hears('soovin aega', (ctx) => ctx.conversation.enter('talk'));
  bot.on('message:text', (ctx) => say(ctx, take(null, ctx.message.text)[1]));
  return bot;
};

const telegraf = () => {
  const bot = new Telegraf(token, { telegram: { apiRoot, webhookReply: false } });
  bot.use(telegrafSession({ store: { get: store.read, set: store.write, delete: store.delete } }));
  bot.on('text', async (ctx) => {
    ctx.session ??= { state: null };
    const [next, said] = take(ctx.session.state, ctx.message.text);
    ctx.session.state = next;
    await say(ctx, said);
  });
  return bot;
};

// It speaks its own protocol, which a service of its maker's turns into Telegram's; here nobody stands between.
const botbuilder = async () => {
  const { CloudAdapter, ConfigurationBotFrameworkAuthentication, ConversationState, ActivityHandler, MessageFactory } = (await import('botbuilder')).default;
  const storage = {
    read: async (keys) => Object.fromEntries(keys.map((key) => [key, store.read(key)]).filter(([, value]) => value !== undefined)),
    write: async (changes) => { for (const [key, value] of Object.entries(changes)) store.write(key, value); },
    delete: async (keys) => { for (const key of keys) store.delete(key); },
  };
  const conversation = new ConversationState(storage);
  const dialogue = conversation.createProperty('dialogue');
  const bot = new ActivityHandler();
  bot.onMessage(async (context, next) => {
    const [state, said] = take(await dialogue.get(context, null), context.activity.text);
    await dialogue.set(context, state);
    for (const { text, buttons } of said) await context.sendActivity(buttons.length === 0 ? text : MessageFactory.suggestedActions(buttons, text));
    await conversation.saveChanges(context);
    await next();
  });
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  adapter.onTurnError = async (_context, error) => console.error(error.message);
  return (request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      request.body = JSON.parse(Buffer.concat(parts).toString());
      const answer = { socket: response.socket, header: (name, value) => response.setHeader(name, value), status: (code) => { response.statusCode = code; return answer; }, send: (body) => { response.end(body === undefined ? undefined : JSON.stringify(body)); return answer; }, end: () => { response.end(); return answer; } };
      void adapter.process(request, answer, (context) => bot.run(context));
    });
  };
};

const handler = async () => {
  if (peer === 'botbuilder') return botbuilder();
  if (peer === 'telegraf') return telegraf().webhookCallback('/telegram', { secretToken: secret });
  const bot = peer === 'grammy-conversations' ? grammyConversations() : grammySession();
  await bot.init();
  bot.catch((error) => console.error(error.message));
  return webhookCallback(bot, 'http', { secretToken: secret });
};

const handle = await handler();
http.createServer((request, response) => {
  if (request.url === '/health/ready') response.end('ok');
  else handle(request, response);
}).listen(Number(port), '127.0.0.1');
