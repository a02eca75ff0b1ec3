// Reads JSON Lines {lang, type, text} and answers for each line and peer {peer, line, found: [{start, end, says}]}; last a line {peer, first, median, p99} (microseconds).
// "says" is written as the corpora write what they expect: "date 2026-11-20", "timerange 14:00-15:00", "duration 7200".
import { createInterface } from 'node:readline';
import recognizers from '@microsoft/recognizers-text-suite';
import * as chrono from 'chrono-node';

const now = new Date(2026, 10, 18, 16, 20);
const warmUps = 3, rounds = 4;
const two = n => String(n).padStart(2, '0');
const day = d => `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
const clock = d => `${two(d.getHours())}:${two(d.getMinutes())}`;
const minutes = time => time?.slice(0, 5);
const moment = text => text?.replace(' ', 'T').slice(0, 16);

function saysOfRecognizers(result) {
  const kind = result.typeName.replace('datetimeV2.', '');
  const values = result.resolution?.values ?? [result.resolution ?? {}];
  return values.flatMap(v => {
    switch (kind) {
      case 'date': return [`date ${v.value}`];
      case 'time': return [`time ${minutes(v.value)}`];
      case 'datetime': return [`datetime ${moment(v.value)}`];
      case 'daterange': return [`daterange ${v.start}..${v.end}`];
      case 'timerange': return [`timerange ${minutes(v.start)}-${minutes(v.end)}`];
      case 'datetimerange': return [`datetimerange ${moment(v.start)}..${moment(v.end)}`];
      case 'duration': return [`duration ${v.value}`];
      case 'set': return [`set ${v.timex}`];
      case 'age': return [`age ${v.value} ${v.unit}`];
      case 'ordinal': return [`ordinal ${v.value}`];
      default: return [`number ${v.value}`];
    }
  });
}

function saysOfChrono(result) {
  const { start, end } = result;
  const from = start.date(), to = end?.date();
  const hasDay = ['day', 'weekday', 'month'].some(part => start.isCertain(part)), hasHour = start.isCertain('hour');
  if (!to) return hasHour ? [`datetime ${day(from)}T${clock(from)}`, ...(hasDay ? [] : [`time ${clock(from)}`])] : [`date ${day(from)}`];
  if (hasHour) return [`timerange ${clock(from)}-${clock(to)}`, `datetimerange ${day(from)}T${clock(from)}..${day(to)}T${clock(to)}`];
  const after = new Date(to);
  after.setDate(after.getDate() + 1);
  return [`daterange ${day(from)}..${day(after)}`];
}

const culture = 'en-us';
const peers = {
  'recognizers-text-suite': {
    lang: 'en',
    read: text => recognizers.recognizeDateTime(text, culture, undefined, now),
    // Numbers and ages are recognisers of their own; asked for only where the corpus expects them, and not timed.
    also: (text, type) => type === 'number' ? recognizers.recognizeNumber(text, culture) : type === 'ordinal' ? recognizers.recognizeOrdinal(text, culture) : type === 'age' ? recognizers.recognizeAge(text, culture) : [],
    found: result => ({ start: result.start, end: result.end + 1, says: saysOfRecognizers(result) }),
  },
  'chrono-node': {
    lang: 'en',
    read: text => chrono.parse(text, now, { forwardDate: true }),
    also: () => [],
    found: result => ({ start: result.index, end: result.index + result.text.length, says: saysOfChrono(result) }),
  },
  'chrono-node ru': {
    lang: 'ru',
    read: text => chrono.ru.parse(text, now, { forwardDate: true }),
    also: () => [],
    found: result => ({ start: result.index, end: result.index + result.text.length, says: saysOfChrono(result) }),
  },
};

const lines = [];
for await (const line of createInterface({ input: process.stdin })) lines.push(JSON.parse(line));
const micro = since => Number(process.hrtime.bigint() - since) / 1000;
const say = answer => process.stdout.write(JSON.stringify(answer) + '\n');

for (const [peer, { lang, read, also, found }] of Object.entries(peers)) {
  const own = lines.map((line, index) => ({ ...line, index })).filter(line => line.lang === lang);
  const since = process.hrtime.bigint();
  read(own[0].text);
  const first = micro(since);
  for (const { index, text, type } of own) {
    let results = [];
    try { results = [...read(text), ...also(text, type)]; } catch { /* an utterance that throws is not understood */ }
    say({ peer, line: index, found: results.map(found) });
  }
  const times = [];
  for (let round = 0; round < warmUps + rounds; round++) {
    for (const { text } of own) {
      const begun = process.hrtime.bigint();
      try { read(text); } catch { /* counted above */ }
      if (round >= warmUps) times.push(micro(begun));
    }
  }
  times.sort((a, b) => a - b);
  say({ peer, first, median: times[times.length >> 1], p99: times[Math.floor(times.length * 0.99)] });
}
