import { loadavg } from 'node:os';
import { measureAccept, measureBulk } from './bulk.ts';
import { measureImport } from './import.ts';
import { measureLargeList } from './large-list.ts';
import { printVerdicts } from './measure.ts';

/**
 * The performance budgets of the database: node tests/perf/run.ts [import] [list] [bulk] [accept] [orders]. Without a
 * choice, all; with a number, list and bulk changes are measured on so many orders instead of a million. Times are CPU time of this
 * process with --cpu (for a machine that is busy with other things), else the wall clock. Exits 1 when a budget
 * is missed.
 */
const chosen = process.argv.slice(2);
const count = Number(chosen.find((word) => /^\d+$/.test(word)) ?? 1_000_000);
const isWanted = (part: string): boolean =>
  chosen.includes(part) || !['import', 'list', 'bulk', 'accept'].some((one) => chosen.includes(one));

console.log(`Node ${process.version}, load average ${loadavg()[0]?.toFixed(1)}`);
const verdicts = [
  ...(isWanted('import') ? measureImport() : []),
  ...(isWanted('list') ? measureLargeList(count) : []),
  ...(isWanted('bulk') ? await measureBulk(count) : []),
  ...(isWanted('accept') ? await measureAccept() : []),
];
printVerdicts(verdicts);
console.log(`Load average afterwards ${loadavg()[0]?.toFixed(1)}`);
process.exitCode = verdicts.every(({ isMet }) => isMet) ? 0 : 1;
