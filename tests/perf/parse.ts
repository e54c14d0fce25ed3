/**
 * What it costs to turn orderInfo bytes into orders, beside one bare saxes pass over the same bytes.
 * Run: node tests/perf/parse.ts [orders]. Rounds of both alternate and the ratio is taken per round, so that
 * a busy machine slows both sides of a ratio alike; CPU time is counted, not the wall clock.
 */
import { SaxesParser } from 'saxes';
import { parseOrderInfo } from '#main/malls/yahoo/index.ts';
import { generateOrder, orderInfoXml } from '#simulators/yahoo/index.ts';

const count = Number(process.argv[2] ?? 300);
const rounds = 40;
const encoder = new TextEncoder();
const answers = Array.from({ length: count }, (_, index) =>
  encoder.encode(orderInfoXml(generateOrder(1, index))),
);
const decoder = new TextDecoder();

function bareSaxes(raw: Uint8Array): void {
  new SaxesParser().write(decoder.decode(raw)).close();
}

/** CPU microseconds per answer. */
function cost(work: (raw: Uint8Array) => unknown): number {
  const before = process.cpuUsage();
  for (const raw of answers) work(raw);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / answers.length;
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

for (let warm = 0; warm < 5; warm++) {
  cost(bareSaxes);
  cost(parseOrderInfo);
}
const bare: number[] = [];
const ours: number[] = [];
for (let round = 0; round < rounds; round++) {
  bare.push(cost(bareSaxes));
  ours.push(cost(parseOrderInfo));
}
const bytes = answers.reduce((sum, raw) => sum + raw.length, 0);
console.log(
  JSON.stringify({
    orders: count,
    averageBytes: Math.round(bytes / count),
    bareSaxesMicros: Math.round(median(bare)),
    parseOrderInfoMicros: Math.round(median(ours)),
    ratio: Number(median(ours.map((value, round) => value / (bare[round] ?? value))).toFixed(2)),
  }),
);
