import type { Browser } from '@playwright/test';
import { openOrders } from '../../e2e/support/steps.ts';
import { fillDatabase } from '../../support/filled-database.ts';
import { shoot, sizes } from '../camera.ts';
import { expect } from '../patient-expect.ts';
import { openStudio } from '../studio.ts';

const dayMs = 86_400_000;

/** The list of a shop with 100,000 orders, on a large screen, at the top and deep inside. */
export async function largeShop(browser: Browser): Promise<void> {
  const now = Date.now();
  const studio = await openStudio(browser, {
    orders: 0,
    prepare: (dataDir, account) =>
      fillDatabase(
        dataDir,
        { id: '00000000-0000-4000-8000-000000000001', name: 'みどり食品 Yahoo!店', account },
        { count: 100_000, seed: 7, firstNumber: 10_000_001, from: now - 730 * dayMs, to: now },
      ),
  });
  try {
    const { page } = studio;
    await page.setViewportSize(sizes.large);
    await openOrders(page);
    await expect(page.getByText('100,000 件', { exact: true })).toBeVisible();
    await shoot(page, 'orders-100000');
    await page.locator('.ag-row[row-index="4"] [col-id="buyerName"]').click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+ArrowDown');
    await expect(page.locator('.ag-row[row-index="99999"]:not(.row-loading)')).toBeVisible();
    await page.emulateMedia({ colorScheme: 'dark' });
    await shoot(page, 'orders-100000-end-dark');
  } finally {
    await studio.close();
  }
}
