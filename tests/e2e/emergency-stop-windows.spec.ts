import { expect, test } from './support/fixtures.ts';
import { secondWindow } from './support/orders.ts';
import { connectShop } from './support/steps.ts';

test('a stop shows in every window within two seconds, and who comes second learns of the first', async ({
  app,
  browser,
  simulator,
}) => {
  const [account] = simulator.accounts;
  if (!account) throw new Error('the simulator has a shop');
  const page = app.page();
  await connectShop(page, account, '試験ストア');
  const other = await secondWindow(browser, page);
  for (const window of [page, other]) {
    await window.getByRole('button', { name: '緊急停止', exact: true }).click();
    const dialog = window.getByRole('dialog', { name: '緊急停止', exact: true });
    await dialog.getByRole('button', { name: 'サポートからの指示', exact: true }).click();
    await dialog.getByRole('textbox', { name: '停止する人の名前' }).fill('山田');
    await dialog.getByRole('checkbox', { name: 'サポートからの指示を受けています' }).check();
  }
  // With an instruction one click is enough.
  await page.getByRole('button', { name: '停止する', exact: true }).click();
  const banner = other.getByRole('region', { name: '緊急停止中のお知らせ' });
  await expect(banner).toContainText('サポートからの指示', { timeout: 2_000 });
  const second = other.getByRole('dialog', { name: '緊急停止', exact: true });
  await expect(second).toContainText('すでに緊急停止しています');
  await second.getByRole('button', { name: '再開の手順へ' }).click();
  await expect(other.getByRole('dialog', { name: '緊急停止からの再開' })).toContainText('山田');
  await other.context().close();
});
