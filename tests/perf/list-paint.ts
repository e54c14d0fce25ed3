import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { databaseFile } from '#main/host/running-host.ts';
import type { OrderQuery } from '#shared/domain/order-query.ts';
import { HeadlessProcess } from '../e2e/support/headless-process.ts';
import { type HostClient, hostClient } from '../support/host-client.ts';
import { largeDatabase } from './large-list.ts';
import { atMost, printVerdicts, type Verdict } from './measure.ts';

/**
 * From the operator's click to the new rows on the screen, with a million orders: every view, sorts of every
 * sortable column on the screen, and quick filters. The clock runs inside the page, from just before the click
 * until the frame after the expected first rows are in the list.
 * Run: node tests/perf/list-paint.ts [orders] [rounds]
 */
const [count = 1_000_000, rounds = 3] = process.argv.slice(2).map(Number);
const windowRows = 5;

/** A click, and what the list shows after it. */
interface Step {
  readonly kind: 'view' | 'sort' | 'filter';
  readonly selector: string;
  readonly query: OrderQuery;
}

const latestFirst = { column: 'orderedAt', direction: 'desc' } as const;

async function stepsOf(client: HostClient): Promise<Step[]> {
  const { views } = await client.views.list({});
  const perView = views.map(
    (view): Step => ({
      kind: 'view',
      selector: `[role="tab"][data-view="${view.id}"]`,
      query: { filter: view.filter, search: view.search, sort: view.sort },
    }),
  );
  const all: Step = {
    kind: 'view',
    selector: '[role="tab"][data-view="all"]',
    query: { filter: {}, search: '', sort: latestFirst },
  };
  const sorts = (['totalYen', 'buyerName', 'mallOrderId'] as const).flatMap((column) =>
    (['asc', 'desc'] as const).map(
      (direction): Step => ({
        kind: 'sort',
        selector: `.ag-header-cell[col-id="${column}"] .ag-header-cell-label`,
        query: { filter: {}, search: '', sort: { column, direction } },
      }),
    ),
  );
  const filters = (
    [
      ['held', { fraudHolds: ['under_review', 'confirmed'] }],
      ['unseen', { isSeen: false }],
      ['today', { isToday: true }],
      ['overdue', { isOverdue: true }],
    ] as const
  ).flatMap(([name, filter]): Step[] => [
    {
      kind: 'filter',
      selector: `[data-quick-filter="${name}"]`,
      query: {
        filter: {
          ...filter,
          ...('fraudHolds' in filter ? { fraudHolds: [...filter.fraudHolds] } : {}),
        } as OrderQuery['filter'],
        search: '',
        sort: latestFirst,
      },
    },
    all,
  ]);
  return [...perView, all, ...sorts, all, ...filters];
}

/** Ms from the click to the frame that shows the rows; null when the list shows the same rows as before. */
async function paintTime(page: Page, client: HostClient, step: Step): Promise<number | null> {
  const { rows } = await client.orders.window({ ...step.query, offset: 0, limit: windowRows });
  const expected = rows.map(({ id }) => String(id));
  return page.evaluate(
    async ({ selector, expected }) => {
      const target = document.querySelector<HTMLElement>(selector);
      if (!target) return null;
      const shown = () => {
        const cells = [...document.querySelectorAll('.ag-row:not(.row-loading)')];
        const byIndex = new Map(
          cells.map((row) => [row.getAttribute('row-index'), row.getAttribute('row-id')]),
        );
        return expected.length === 0
          ? cells.length === 0
          : expected.every((id, index) => byIndex.get(String(index)) === id);
      };
      const wasShown = shown();
      const started = performance.now();
      target.click();
      if (wasShown) {
        await new Promise((resolve) => setTimeout(resolve, 250));
        return null;
      }
      return new Promise<number>((resolve, reject) => {
        const look = () => {
          if (shown()) requestAnimationFrame(() => resolve(performance.now() - started));
          else if (performance.now() - started > 20_000) reject(new Error(`never shown: ${selector}`));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
    },
    { selector: step.selector, expected },
  );
}

async function measure(browser: Browser, signInUrl: string): Promise<Verdict[]> {
  const client = hostClient(signInUrl);
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'ja-JP' });
  const page = await context.newPage();
  await page.goto(`${signInUrl}#/orders`);
  await page.locator('.ag-row:not(.row-loading)').first().waitFor();
  const times: Record<Step['kind'], number[]> = { view: [], sort: [], filter: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const step of await stepsOf(client)) {
      const time = await paintTime(page, client, step);
      if (time !== null) times[step.kind].push(time);
    }
  }
  await context.close();
  const all = Object.values(times).flat();
  return [
    atMost('change of view to painted rows', 150, times.view),
    atMost('change of sort to painted rows', 150, times.sort),
    atMost('quick filter to painted rows', 150, times.filter),
    atMost('all of these', 150, all),
  ];
}

const folder = await mkdtemp(join(tmpdir(), 'juchuban-paint-'));
const dataDir = join(folder, 'data');
await mkdir(dataDir);
await copyFile(largeDatabase(count), join(dataDir, databaseFile));
const host = await HeadlessProcess.start({ dataDir });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const verdicts = await measure(browser, host.signInUrl);
  printVerdicts(verdicts);
  process.exitCode = verdicts.every(({ isMet }) => isMet) ? 0 : 1;
} finally {
  await browser.close();
  await host.stop();
  await rm(folder, { recursive: true, force: true });
}
