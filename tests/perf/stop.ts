import { loadavg } from 'node:os';
import { measureStops, moments } from '../faults/auto-import/stop-moments.ts';
import { percentile, printVerdicts } from './measure.ts';

/**
 * How fast an emergency stop takes effect: node tests/perf/stop.ts [stops] [shops side by side]. In real time, at random
 * moments of a cycle; from the stop's answer to the last request that leaves. Exits 1 when the budget is missed.
 */
const [count = 200, lanes = 8] = process.argv.slice(2).map(Number);
const mostMs = 2_000;

console.log(`Node ${process.version}, load average ${loadavg()[0]?.toFixed(1)}`);
const { stops, halfWritten } = await measureStops(count, lanes, 1);
const verdicts = moments.map((moment) => {
  const here = stops.filter((stop) => stop.moment === moment);
  const late = here.flatMap(({ lastRequestMs }) => lastRequestMs ?? []);
  return {
    what: `stop while ${moment}`,
    target: `≤ ${mostMs} ms`,
    value:
      `${late.length} of ${here.length} with a request after the answer` +
      (late.length === 0 ? '' : `, longest ${Math.max(...late).toFixed(0)} ms`) +
      `; answered in p50 ${percentile(
        here.map(({ answerMs }) => answerMs),
        0.5,
      ).toFixed(1)}  longest ${Math.max(...here.map(({ answerMs }) => answerMs)).toFixed(1)} ms`,
    isMet: late.every((ms) => ms <= mostMs),
  };
});
const runsLeft = stops.filter((stop) => stop.runsLeft > 0).length;
verdicts.push({
  what: 'orders half written, runs left running',
  target: '0',
  value: `${halfWritten.length}, ${runsLeft}`,
  isMet: halfWritten.length === 0 && runsLeft === 0,
});
printVerdicts(verdicts);
console.log(`Load average afterwards ${loadavg()[0]?.toFixed(1)}`);
process.exitCode = verdicts.every(({ isMet }) => isMet) ? 0 : 1;
