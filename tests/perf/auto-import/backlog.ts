import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from '@playwright/test';
import { giveWay } from '../give-way.ts';
import { percentile, type Verdict } from '../measure.ts';
import { startTasks, stopTasks, type Task } from '../renderer/main-thread.ts';
import { startScrolling, stopScrolling } from '../renderer/scrolling.ts';
import { type StolenTime, watchStolenTime } from '../renderer/stolen-time.ts';
import { WatchedHost } from './watched-host.ts';

const longMs = 50;
const mostDelayMs = 50;
const mostGrowthMb = 50;
/**
 * A trace of minutes would not fit, and slows what it looks at: every other piece of this length is traced for CPU times,
 * the ones between are for the wall clock.
 */
const pieceMs = 20_000;
const windowEveryMs = 200;
const warmUpOrders = 300;
/** A shop's half year: its memory is compared when it is as full as in daily use, not as empty as on the first day. */
const storedOrders = 20_000;
const knownOrders = storedOrders + warmUpOrders;

/** Tasks of the page over 50 ms: by the wall, by CPU time, and by CPU time without what was stolen from it. */
interface PageTasks {
  readonly wall: number[];
  readonly cpu: number[];
  readonly own: number[];
}

/**
 * Ten shops' backlog comes in at the same time while the list is scrolled in a browser and windows of it are asked for:
 * the host's event loop, its memory, and the page's main thread.
 */
export async function measureBacklog(
  browser: Browser,
  sizes: { readonly shops: number; readonly ordersPerShop: number; readonly requestsPerSecond: number },
): Promise<Verdict[]> {
  const host = await WatchedHost.start({ ...sizes, warmUpOrders, storedOrders });
  let takeBack = (): void => undefined;
  try {
    const page = await (
      await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'ja-JP' })
    ).newPage();
    const [first, ...others] = host.shopIds;
    if (first === undefined) throw new Error('There are shops');
    // A few orders come first: the list is there, and the code has run, before anything is compared.
    await host.switchOn(first);
    await host.untilOrders(knownOrders);
    await host.lookThrough(knownOrders);
    await page.goto(host.signInUrl);
    await page.locator('.ag-row:not(.row-loading)').first().waitFor();
    takeBack = giveWay();
    const idle = await watched(host, browser, page, () => wait(2 * pieceMs));
    const before = await host.figures();

    const beforeMb = host.residentMb();
    let halfWayMb = 0;
    const startedAt = performance.now();
    const total = sizes.shops * sizes.ordersPerShop;
    const busy = await watched(host, browser, page, async () => {
      for (const shopId of others) await host.switchOn(shopId);
      await host.untilOrders(knownOrders + total / 2);
      halfWayMb = host.residentMb();
      await host.untilOrders(knownOrders + total);
    });
    const seconds = (performance.now() - startedAt) / 1_000;
    await wait(3_000);
    const after = await host.figures();
    const afterMb = host.residentMb();
    const growth = after.rssMb - before.rssMb;
    return [
      {
        what: 'event-loop delay of the data host',
        target: `p99 ≤ ${mostDelayMs} ms`,
        value:
          `p50 ${busy.host.delays.p50.toFixed(1)}  p99 ${busy.host.delays.p99.toFixed(1)}  longest ${busy.host.delays.most.toFixed(0)} ms ` +
          `(no import: p99 ${idle.host.delays.p99.toFixed(1)}, longest ${idle.host.delays.most.toFixed(0)} ms); ` +
          `${total} orders of ${others.length} shops in ${seconds.toFixed(0)} s`,
        isMet: busy.host.delays.p99 <= mostDelayMs,
      },
      {
        what: 'of that, made by the host itself (processor time)',
        target: 'reported',
        value:
          `p99 ${busy.host.ownDelays.p99.toFixed(1)}  longest ${busy.host.ownDelays.most.toFixed(0)} ms ` +
          `(no import: p99 ${idle.host.ownDelays.p99.toFixed(1)}, longest ${idle.host.ownDelays.most.toFixed(0)} ms)`,
        isMet: true,
      },
      {
        what: 'windows of the list asked meanwhile',
        target: 'reported',
        value: `p50 ${percentile(busy.windows, 0.5).toFixed(1)}  p95 ${percentile(busy.windows, 0.95).toFixed(1)} ms  (n = ${busy.windows.length}; no import: p95 ${percentile(idle.windows, 0.95).toFixed(1)} ms)`,
        isMet: true,
      },
      {
        what: 'memory growth of the data host, after collection',
        target: `≤ ${mostGrowthMb} MB`,
        value:
          `${growth.toFixed(0)} MB  (${before.rssMb.toFixed(0)} → ${after.rssMb.toFixed(0)} MB; ` +
          `JavaScript ${before.heapMb.toFixed(1)} → ${after.heapMb.toFixed(1)} MB used, ` +
          `${before.heapTotalMb.toFixed(0)} → ${after.heapTotalMb.toFixed(0)} held; ` +
          `own memory ${beforeMb.toFixed(0)}, half way ${halfWayMb.toFixed(0)}, at the end ${afterMb.toFixed(0)} MB)`,
        isMet: growth <= mostGrowthMb,
      },
      {
        what: 'tasks of the page over 50 ms, CPU time less stolen time',
        target: '0',
        value: `${busy.tasks.own.length}${longest(busy.tasks.own)}  (no import: ${idle.tasks.own.length}${longest(idle.tasks.own)}; by CPU time ${busy.tasks.cpu.length}, by the wall ${busy.tasks.wall.length}${longest(busy.tasks.wall)}; no import: ${idle.tasks.cpu.length}, ${idle.tasks.wall.length})`,
        isMet: busy.tasks.own.length === 0,
      },
    ];
  } finally {
    takeBack();
    await host.close();
  }
}

const longest = (times: readonly number[]): string =>
  times.length === 0 ? '' : `, longest ${Math.max(...times).toFixed(0)} ms`;

/** Scrolls, asks for windows and records the page's tasks while `work` goes on. */
async function watched(
  host: WatchedHost,
  browser: Browser,
  page: Parameters<typeof startTasks>[1],
  work: () => Promise<unknown>,
): Promise<{ tasks: PageTasks; windows: number[]; host: Awaited<ReturnType<WatchedHost['figures']>> }> {
  await host.figures();
  const tasks: PageTasks = { wall: [], cpu: [], own: [] };
  const windows: number[] = [];
  let isOver = false;
  const asking = askForWindows(host, windows, () => isOver);
  const working = work().finally(() => {
    isOver = true;
  });
  for (let isTraced = true; !isOver; isTraced = !isTraced) {
    const stolen = watchStolenTime();
    if (isTraced) await startTasks(browser, page);
    await startScrolling(page);
    await Promise.race([working, wait(pieceMs)]);
    const { longTasks } = await stopScrolling(page);
    const stolenTime = await stolen();
    if (isTraced) addTasks(tasks, await stopTasks(browser), stolenTime);
    else tasks.wall.push(...longTasks);
  }
  await Promise.all([working, asking]);
  return { tasks, windows, host: await host.figures() };
}

function addTasks(to: PageTasks, tasks: readonly Task[], stolen: StolenTime): void {
  for (const { fromUs, toUs, cpuMs } of tasks) {
    if (cpuMs <= longMs) continue;
    to.cpu.push(cpuMs);
    const own = cpuMs - stolen.during(fromUs, toUs);
    if (own > longMs) to.own.push(own);
  }
}

async function askForWindows(host: WatchedHost, times: number[], isOver: () => boolean): Promise<void> {
  for (let round = 0; !isOver(); round += 1) {
    const startedAt = performance.now();
    await host.client.orders.window({
      filter: {},
      search: '',
      sort: { column: round % 2 === 0 ? 'orderedAt' : 'totalYen', direction: 'desc' },
      offset: (round * 100) % 2_000,
      limit: 100,
    });
    times.push(performance.now() - startedAt);
    await wait(windowEveryMs);
  }
}
