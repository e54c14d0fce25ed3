import type { Page } from '@playwright/test';
import { type BusyList, openBusyList } from '../perf/renderer/busy-list.ts';
import { startScrolling, stopScrolling } from '../perf/renderer/scrolling.ts';
import { expect, test } from './support/fixtures.ts';

const stored = 600;
const atMall = 60;
const newestFirst = { filter: {}, search: '', sort: { column: 'orderedAt', direction: 'desc' } } as const;

/** Ids of the drawn rows by their places in the list. */
const drawnRows = (page: Page): Promise<Record<string, string>> =>
  page
    .locator('.ag-row:not(.row-loading)')
    .evaluateAll((rows) =>
      Object.fromEntries(
        rows.map((row) => [row.getAttribute('row-index') ?? '', row.getAttribute('row-business-key') ?? '']),
      ),
    );

/** Every drawn row is the one the host has at that place. */
async function expectTruth({ page, client }: BusyList): Promise<void> {
  const { rows } = await client.orders.window({ ...newestFirst, offset: 0, limit: 200 });
  await expect(async () => {
    const drawn = await drawnRows(page);
    expect(Object.keys(drawn).length).toBeGreaterThan(15);
    expect(drawn).toEqual(
      Object.fromEntries(Object.keys(drawn).map((at) => [at, String(rows[Number(at)]?.id)])),
    );
  }).toPass({ timeout: 15_000 });
}

/** Marks the header once parts of it are made anew. */
const watchHeader = (page: Page): Promise<void> =>
  page.locator('.ag-header').evaluate((header) => {
    new MutationObserver(() => header.setAttribute('data-made-anew', '')).observe(header, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });

test.describe('the order list while orders come in', () => {
  let list: BusyList;
  test.beforeEach(async ({ browser }) => {
    list = await openBusyList(browser, { stored, atMall });
  });
  test.afterEach(() => list.close());

  test('at the top it takes them in by itself', async () => {
    await expect(list.page.getByText(`${stored} 件`, { exact: true })).toBeVisible();
    await watchHeader(list.page);
    expect(await list.importAll()).toBe(atMall);
    await expect(list.page.getByText(`${stored + atMall} 件`, { exact: true })).toBeVisible();
    await expectTruth(list);
    await expect(list.page.getByText('最終取込', { exact: false })).toBeVisible();
    // Rows change, the columns do not: making them anew would hold the window up for 50 ms.
    await expect(list.page.locator('.ag-header')).not.toHaveAttribute('data-made-anew');
  });

  test('further down it stays where it is and says so', async () => {
    const { page } = list;
    await page.locator('.ag-grid-viewport').evaluate((viewport) => {
      viewport.scrollTop = 2_800;
    });
    await startScrolling(page);
    expect(await list.importAll()).toBe(atMall);
    await stopScrolling(page);
    const atRest = await drawnRows(page);
    const pill = page.getByRole('button', { name: '最新の状態にする' });
    await expect(pill).toBeVisible();
    expect(await drawnRows(page)).toMatchObject(atRest);
    await page.locator('.ag-grid-viewport').evaluate((viewport) => {
      viewport.scrollTop = 0;
    });
    // At the top nothing the operator looks at can jump: the list takes the changes in.
    await expect(pill).toBeHidden();
    await expectTruth(list);
  });
});
