import { loadavg } from 'node:os';
import { chromium } from '@playwright/test';
import { measureBacklog } from './auto-import/backlog.ts';
import { measureIdleCycle, measurePace } from './auto-import/pace.ts';
import { printVerdicts, type Verdict } from './measure.ts';

/**
 * The budgets of auto import: node tests/perf/auto-import.ts [pace] [idle] [backlog [orders per shop] [requests per
 * second]]; without a choice, all. The pace is measured against the simulated mall's own limit, in real time; the backlog
 * with the limit raised on both sides, so that it takes a minute or two; at the limit of a real mall it is 1 request per
 * second. Exits 1 when a budget is missed.
 */
const given = process.argv.slice(2);
const chosen = given.filter((word) => !/^\d+$/.test(word));
const [ordersPerShop = 2_000, requestsPerSecond = 20] = given
  .filter((word) => /^\d+$/.test(word))
  .map(Number);
const isWanted = (part: string): boolean => chosen.length === 0 || chosen.includes(part);

const load = (): string => loadavg()[0]?.toFixed(1) ?? '';
console.log(`Node ${process.version}, load average ${load()}`);
const verdicts: Verdict[] = [];
if (isWanted('pace')) verdicts.push(...(await measurePace(1, 150)), ...(await measurePace(10, 60)));
if (isWanted('idle')) verdicts.push(...(await measureIdleCycle(5)));
if (isWanted('backlog')) {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  try {
    verdicts.push(...(await measureBacklog(browser, { shops: 10, ordersPerShop, requestsPerSecond })));
  } finally {
    await browser.close();
  }
}
printVerdicts(verdicts);
console.log(`Load average afterwards ${load()}`);
process.exitCode = verdicts.every(({ isMet }) => isMet) ? 0 : 1;
