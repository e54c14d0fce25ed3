import { expect, test } from './support/fixtures.ts';
import { connectShop, giveConsent, importOrders } from './support/steps.ts';

test.use({ orderCount: 60 });

test('the day at a glance: numbers of the imported orders, each leading to its list', async ({
  app,
  browser,
  simulator,
}) => {
  const [account] = simulator.accounts;
  if (!account) throw new Error('the simulator has a shop');
  const page = app.page();
  await connectShop(page, account, '試験ストア');
  await page.getByRole('link', { name: 'ホーム', exact: true }).click();
  await expect(page.getByText('まだ取り込んでいません')).toBeVisible();

  await page.getByRole('link', { name: '店舗と接続' }).click();
  await giveConsent(page, browser);
  await importOrders(page);
  await page.getByRole('link', { name: 'ホーム', exact: true }).click();
  await expect(page.getByText('新規 60・更新 0・失敗 0')).toBeVisible();

  // The phases' numbers add up to all orders.
  const bars = page.getByRole('region', { name: 'フェーズ別' }).getByRole('button');
  const names = await bars.evaluateAll((buttons) =>
    buttons.map((button) => button.getAttribute('aria-label') ?? ''),
  );
  const sum = names.reduce((total, name) => total + Number(/ ([\d,]+)件/.exec(name)?.[1] ?? 0), 0);
  expect(sum).toBe(60);

  const held = page.getByRole('button', { name: /^不正保留/ });
  const count = Number(/(\d+)件/.exec((await held.textContent()) ?? '')?.[1]);
  await held.click();
  await expect(page.getByText(`${count} 件`, { exact: true })).toBeVisible();
  await expect(page.getByRole('tab', { name: /不正保留/ })).toHaveAttribute('aria-selected', 'true');
});
