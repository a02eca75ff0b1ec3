// Describes the types and methods of the Bot API that we use, as plain JSON: { types: { Name: { field: { type, required } } }, methods: { name: { field: ... } } }.
// npm ci && node extract.mjs   writes ../schema.json. The compiler's own API reads the declarations of npm @grammyjs/types, which follow the vendor's text.
import ts from 'typescript';
import fs from 'node:fs';
import path from 'node:path';

const types = [
  'Update', 'CallbackQuery', 'ChatMemberUpdated', 'ChatMemberMember', 'Message', 'User', 'UserFromGetMe', 'Chat', 'MessageEntity', 'Voice', 'Contact', 'Document',
  'PhotoSize', 'Location', 'File', 'WebhookInfo', 'ResponseParameters', 'InlineKeyboardMarkup', 'InlineKeyboardButton', 'ReplyKeyboardMarkup', 'KeyboardButton',
  'ReplyKeyboardRemove', 'LinkPreviewOptions', 'BotCommand', 'BotCommandScopeChat', 'MenuButtonCommands', 'BotDescription', 'BotShortDescription',
];
const methods = [
  'getMe', 'getUpdates', 'setWebhook', 'deleteWebhook', 'getWebhookInfo', 'sendMessage', 'sendDocument', 'editMessageText', 'editMessageReplyMarkup',
  'answerCallbackQuery', 'sendChatAction', 'getFile', 'deleteMessages', 'getMyCommands', 'setMyCommands', 'deleteMyCommands', 'getMyDescription', 'setMyDescription',
  'getMyShortDescription', 'setMyShortDescription', 'setChatMenuButton', 'leaveChat',
];

const root = path.resolve('node_modules/@grammyjs/types/mod.d.ts');
const prog = ts.createProgram([root], { strict: true, skipLibCheck: true, moduleResolution: ts.ModuleResolutionKind.NodeNext, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022 });
const ck = prog.getTypeChecker(); const sf = prog.getSourceFile(root);
const exp = ck.getExportsOfModule(ck.getSymbolAtLocation(sf));
const isOpt = s => !!(s.flags & ts.SymbolFlags.Optional);
function simple(t, depth = 0) { // type name as the Bot API docs would put it
  if (t.aliasSymbol && depth < 9) return t.aliasSymbol.name;
  t = ck.getNonNullableType(t);
  if (depth > 8) return 'Recursive';
  if (t.isUnion()) { const parts = [...new Set(t.types.map(x => simple(x, depth + 1)))]; return parts.sort().join('|'); }
  if (t.flags & ts.TypeFlags.StringLike) return 'String';
  if (t.flags & ts.TypeFlags.NumberLike) return 'Number';
  if (t.flags & ts.TypeFlags.BooleanLike) return 'Boolean';
  if (ck.isArrayType(t) || ck.isTupleType(t) || t.symbol?.name === 'ReadonlyArray' || t.symbol?.name === 'Array') return 'Array<' + simple(ck.getTypeArguments(t)[0], depth + 1) + '>';
  if (t.isIntersection()) return t.types.map(x => simple(x, depth + 1))[0];
  return t.symbol?.name ?? ck.typeToString(t);
}
function fields(t) {
  t = ck.getNonNullableType(t); const out = Object.create(null); if (!(t.flags & (ts.TypeFlags.Object | ts.TypeFlags.Union | ts.TypeFlags.Intersection)) ) return out;
  const members = (t.isUnion() ? t.types : [t]).filter(m => m.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)); if (!members.length) return out;
  const sets = members.map(m => new Map(ck.getPropertiesOfType(m).map(p => [p.name, p])));
  for (const set of sets) for (const [n, p] of set) {
    const decl = p.valueDeclaration ?? p.declarations?.[0]; if (!decl) continue;
    const ty = ck.getTypeOfSymbolAtLocation(p, decl);
    if (ty.flags & ts.TypeFlags.Never || (ty.flags & ts.TypeFlags.Undefined)) continue;
    const req = sets.every(s => s.has(n) && !isOpt(s.get(n)));
    const s = simple(ty);
    if (!out[n]) out[n] = { type: s, required: req };
    else if (!out[n].type.split('|').includes(s)) out[n].type = [...new Set([...out[n].type.split('|'), ...s.split('|')])].sort().join('|');
  }
  return out;
}
const res = { package: JSON.parse(fs.readFileSync('node_modules/@grammyjs/types/package.json')).version, types: {}, methods: {} };
for (const s0 of exp) {
  const s = s0.flags & ts.SymbolFlags.Alias ? ck.getAliasedSymbol(s0) : s0;
  if (!(s.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias))) continue;
  const t = ck.getDeclaredTypeOfSymbol(s);
  if (s.name === 'ApiMethods') {
    for (const m of ck.getPropertiesOfType(t)) {
      const mt = ck.getTypeOfSymbolAtLocation(m, m.valueDeclaration); const sig = ck.getSignaturesOfType(mt, ts.SignatureKind.Call)[0];
      const p0 = sig.parameters[0]; const pt = p0 && ck.getTypeOfSymbolAtLocation(p0, p0.valueDeclaration);
      if (methods.includes(m.name)) res.methods[m.name] = pt ? fields(pt) : {};
    }
  } else { const f = fields(t); if (types.includes(s.name) && Object.keys(f).length) res.types[s.name] = f; }
}
for (const name of [...types.filter((n) => !res.types[n]), ...methods.filter((n) => !res.methods[n])]) throw new Error(`not described: ${name}`);
const line = (all) => Object.entries(all).sort(([a], [b]) => a < b ? -1 : 1).map(([name, fs]) => `    ${JSON.stringify(name)}: ${JSON.stringify(fs)}`).join(',\n');
fs.writeFileSync('../schema.json', `{\n  "package": ${JSON.stringify(res.package)},\n  "types": {\n${line(res.types)}\n  },\n  "methods": {\n${line(res.methods)}\n  }\n}\n`);
