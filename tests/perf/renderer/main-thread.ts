import type { Browser, Page } from '@playwright/test';
import { z } from 'zod';

const eventSchema = z.object({
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  /** CPU time of the thread, µs. */
  tdur: z.number().optional(),
  args: z.record(z.string(), z.unknown()).optional(),
});
const traceSchema = z.object({ traceEvents: z.array(eventSchema) });

/** Records every task of the page's main thread with its CPU time, which other programs cannot lengthen. */
export const startTasks = (browser: Browser, page: Page): Promise<void> =>
  browser.startTracing(page, {
    categories: ['-*', '__metadata', 'disabled-by-default-devtools.timeline'],
  });

/** CPU time of each task since the start, in ms. */
export async function stopTasks(browser: Browser): Promise<number[]> {
  const { traceEvents } = traceSchema.parse(JSON.parse((await browser.stopTracing()).toString()));
  const mainThreads = new Map<string, number[]>();
  for (const { name, pid, tid, args } of traceEvents) {
    if (name === 'thread_name' && args?.name === 'CrRendererMain') mainThreads.set(`${pid}/${tid}`, []);
  }
  for (const { name, pid, tid, tdur } of traceEvents) {
    if (name === 'RunTask' && tdur !== undefined) mainThreads.get(`${pid}/${tid}`)?.push(tdur / 1_000);
  }
  // The page is the one that works; a spare renderer may stand by.
  return [...mainThreads.values()].reduce((left, right) => (right.length > left.length ? right : left), []);
}
