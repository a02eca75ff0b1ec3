// A foreign client holds a dialogue with the double: node dialogue.mjs (grammy|telegraf) ADDRESS TOKEN
// It proves that the double speaks the Bot API as others understand it, not only as we do. Prints one line a check; exit code 0: all hold.
import assert from 'node:assert/strict';
import { Bot, GrammyError, InlineKeyboard, InputFile } from 'grammy';
import { Telegraf, Markup } from 'telegraf';

const [client, address, token] = process.argv.slice(2);
const root = address.replace(/\/$/, '');

const control = async (path, body = {}) => {
  const response = await fetch(`${root}/control/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const answer = await response.json();
  assert.ok(response.ok, `${path}: ${JSON.stringify(answer)}`);
  return answer;
};
const check = async (name, run) => {
  await run();
  console.log(`ok ${client}: ${name}`);
};
const heard = async (user, text, within = 8000) => {
  const end = Date.now() + within;
  for (;;) {
    const shown = await control('chat', { user });
    const found = shown.find((message) => message.text.includes(text));
    if (found) return found;
    assert.ok(Date.now() < end, `not heard: ${text}\n${JSON.stringify(shown)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
const refused = async (call, code, words) => {
  const error = await call.then(() => null, (e) => e);
  assert.ok(error, `not refused: ${words}`);
  const payload = error instanceof GrammyError ? error : error.response;
  assert.equal(payload.error_code, code);
  assert.ok(payload.description.includes(words), `${payload.description} is not ${words}`);
  return payload;
};

const grammy = () => {
  const bot = new Bot(token, { client: { apiRoot: root } });
  bot.command('start', (ctx) => ctx.reply(`Tere, ${ctx.from.first_name} ${ctx.match}`, { reply_markup: new InlineKeyboard().text('Jah', 'yes').text('Ei', 'no') }));
  bot.callbackQuery('yes', async (ctx) => {
    await ctx.answerCallbackQuery({ text: 'Tehtud' });
    await ctx.editMessageText('Valitud: <b>jah</b>', { parse_mode: 'HTML' });
  });
  bot.command('file', (ctx) => ctx.replyWithDocument(new InputFile(new Uint8Array([1, 2, 3]), 'a.bin'), { caption: 'Fail' }));
  bot.on('edited_message:text', (ctx) => ctx.reply(`Muudetud: ${ctx.editedMessage.text}`));
  bot.on('message:contact', (ctx) => ctx.reply(`Number ${ctx.message.contact.phone_number}`));
  bot.on('message:text', (ctx) => ctx.reply(`Kaja: ${ctx.message.text}`));
  bot.catch((error) => console.error(`fault in the bot: ${error.message}`));
  return { api: bot.api, start: () => void bot.start({ drop_pending_updates: false }), stop: () => bot.stop(), html: (chat, text) => bot.api.sendMessage(chat, text, { parse_mode: 'HTML' }) };
};

const telegraf = () => {
  const bot = new Telegraf(token, { telegram: { apiRoot: root } });
  bot.start((ctx) => ctx.reply(`Tere, ${ctx.from.first_name} ${ctx.payload}`, Markup.inlineKeyboard([Markup.button.callback('Jah', 'yes'), Markup.button.callback('Ei', 'no')])));
  bot.action('yes', async (ctx) => {
    await ctx.answerCbQuery('Tehtud');
    await ctx.editMessageText('Valitud: <b>jah</b>', { parse_mode: 'HTML' });
  });
  bot.command('file', (ctx) => ctx.replyWithDocument({ source: Buffer.from([1, 2, 3]), filename: 'a.bin' }, { caption: 'Fail' }));
  bot.on('edited_message', (ctx) => ctx.reply(`Muudetud: ${ctx.editedMessage.text}`));
  bot.on('contact', (ctx) => ctx.reply(`Number ${ctx.message.contact.phone_number}`));
  bot.on('text', (ctx) => ctx.reply(`Kaja: ${ctx.message.text}`));
  bot.catch((error) => console.error(`fault in the bot: ${error.message}`));
  return { api: bot.telegram, start: () => void bot.launch().catch(() => {}), stop: async () => bot.stop(), html: (chat, text) => bot.telegram.sendMessage(chat, text, { parse_mode: 'HTML' }) };
};

const bot = client === 'grammy' ? grammy() : telegraf();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const { user } = await control('user', { name: 'Mari', language: 'et' });
const stranger = (await control('user', { name: 'Võõras' })).user;

await check('it knows who it is', async () => assert.equal((await bot.api.getMe()).username, 'double_bot'));
bot.start();

await check('a deep link arrives with its payload', async () => {
  await control('write', { user, text: '/start KOOD_1-a' });
  const greeting = await heard(user, 'Tere, Mari KOOD_1-a');
  assert.deepEqual(greeting.buttons, ['Jah', 'Ei']);
});
await check('a press edits the message and takes the keyboard away', async () => {
  await control('press', { user, label: 'Jah' });
  const edited = await heard(user, 'Valitud: jah');
  assert.deepEqual([edited.edited, edited.buttons, edited.entities[0].type], [true, [], 'bold']);
});
await check('a button that is gone cannot be pressed', () => assert.rejects(control('press', { user, label: 'Jah' })));
await check('a file goes up by multipart', async () => {
  await control('write', { user, text: '/file' });
  await heard(user, 'Fail');
});
await check('an edit and a contact arrive', async () => {
  await pause(1500);
  await control('write', { user, text: 'üks' });
  await heard(user, 'Kaja: üks');
  await pause(1100);
  await control('edit', { user, text: 'kaks' });
  await heard(user, 'Muudetud: kaks');
  await pause(1100);
  await control('share', { user, number: '37255500000' });
  await heard(user, 'Number 37255500000');
});
await check('strangers, long texts, bad buttons and bad markup are refused in the words of the server', async () => {
  await refused(bot.api.sendMessage(stranger, 'tere'), 403, "bot can't initiate conversation with a user");
  await refused(bot.api.sendMessage(424242, 'tere'), 400, 'chat not found');
  await refused(bot.api.sendMessage(user, 'x'.repeat(4097)), 400, 'message is too long');
  await refused(bot.api.sendMessage(user, ' \n '), 400, 'text must be non-empty');
  await refused(bot.html(user, 'õ<x>'), 400, 'can\'t parse entities: Unsupported start tag "x" at byte offset 2');
  await refused(bot.html(user, '<b>a'), 400, 'Can\'t find end tag corresponding to start tag "b"');
  await refused(bot.api.sendMessage(user, 'x', { reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'õ'.repeat(33) }]] } }), 400, 'BUTTON_DATA_INVALID');
  const gone = client === 'grammy' ? bot.api.editMessageText(user, 999999, 'x') : bot.api.editMessageText(user, 999999, undefined, 'x');
  await refused(gone, 400, 'message to edit not found');
});
await check('too many messages are refused with a time to wait', async () => {
  let error = null;
  for (let i = 0; i < 8 && !error; i++) error = await bot.api.sendMessage(user, `${i}`).then(() => null, (e) => e);
  const payload = error instanceof GrammyError ? error : error.response;
  assert.equal(payload.error_code, 429);
  assert.ok(payload.parameters.retry_after >= 1);
});
await check('a blocked bot is told so', async () => {
  await control('block', { user });
  await refused(bot.api.sendMessage(user, 'x'), 403, 'bot was blocked by the user');
});
await check('commands are kept by language', async () => {
  const commands = [{ command: 'abi', description: 'Mida ma oskan' }];
  await bot.api.setMyCommands(commands, { language_code: 'et' });
  assert.deepEqual(await bot.api.getMyCommands({ language_code: 'et' }), commands);
  await refused(bot.api.setMyCommands(commands, { language_code: 'et-EE' }), 400, 'invalid language code specified');
});
await bot.stop();
const faults = (await control('journal')).filter((call) => call.code !== 200 && call.code !== 400 && call.code !== 403 && call.code !== 429 && call.code !== 0);
assert.deepEqual(faults, []);
process.exit(0);
