import type { Browser, Page } from '@playwright/test';
import { z } from 'zod';

const eventSchema = z.object({
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  /** Start on the monotonic clock and time on the wall clock, µs. */
  ts: z.number(),
  dur: z.number().optional(),
  /** CPU time of the thread, µs. */
  tdur: z.number().optional(),
  args: z.record(z.string(), z.unknown()).optional(),
});
const traceSchema = z.object({ traceEvents: z.array(eventSchema) });

/** One task of the page's main thread. */
export interface Task {
  /** Start and end on the monotonic clock, µs. */
  readonly fromUs: number;
  readonly toUs: number;
  /** CPU time of the thread, ms. */
  readonly cpuMs: number;
}

/** Records every task of the page's main thread with its CPU time, which other programs cannot lengthen. */
export const startTasks = (browser: Browser, page: Page): Promise<void> =>
  browser.startTracing(page, {
    categories: ['-*', '__metadata', 'disabled-by-default-devtools.timeline'],
  });

/** The tasks since the start. */
export async function stopTasks(browser: Browser): Promise<Task[]> {
  const { traceEvents } = traceSchema.parse(JSON.parse((await browser.stopTracing()).toString()));
  const mainThreads = new Map<string, Task[]>();
  for (const { name, pid, tid, args } of traceEvents) {
    if (name === 'thread_name' && args?.name === 'CrRendererMain') mainThreads.set(`${pid}/${tid}`, []);
  }
  for (const { name, pid, tid, ts, dur = 0, tdur } of traceEvents) {
    if (name !== 'RunTask' || tdur === undefined) continue;
    mainThreads.get(`${pid}/${tid}`)?.push({ fromUs: ts, toUs: ts + dur, cpuMs: tdur / 1_000 });
  }
  // The page is the one that works; a spare renderer may stand by.
  return [...mainThreads.values()].reduce((left, right) => (right.length > left.length ? right : left), []);
}
