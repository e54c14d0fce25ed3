import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import BetterSqlite3 from 'better-sqlite3';
import { agreeToConsent, startYahooSimulator, type YahooSimulator } from '#simulators/yahoo/index.ts';
import { dataHostPid, type LaunchedApp, launchApp } from '../support/electron.ts';
import { consentByPaste, registerShop } from './support/connect-over-ports.ts';
import { listenToPorts } from './support/page-ports.ts';
import { startSecondInstance } from './support/second-instance.ts';

const orderCount = 120;

let simulator: YahooSimulator;
let launched: LaunchedApp;
let dir: string;
test.beforeEach(async () => {
  simulator = await startYahooSimulator({
    requestsPerSecond: null,
    shops: [{ sellerId: 'window-store', orders: { count: orderCount } }],
  });
  dir = await mkdtemp(join(tmpdir(), 'juchuban-endpoints-'));
  const endpoints = join(dir, 'endpoints.json');
  // Slow enough that the import is under way for some seconds.
  await writeFile(endpoints, JSON.stringify({ ...simulator.endpoints, 'yahoo.requestsPerSecond': 30 }));
  launched = await launchApp({ endpoints });
});
test.afterEach(async () => {
  await launched.dispose();
  await simulator.close();
  await rm(dir, { recursive: true, force: true });
});

const account = () => {
  const [first] = simulator.accounts;
  if (first === undefined) throw new Error('the simulator has a shop');
  return first;
};

test('the address the browser hands to the app completes the consent', async () => {
  const { page, app } = launched;
  await app.evaluate(({ shell }) => {
    shell.openExternal = async () => undefined;
  });
  const ports = await listenToPorts(page);
  await registerShop(ports, account(), 'scheme');
  await page.reload();
  await page.getByRole('link', { name: '店舗と接続' }).click();
  await page.getByRole('tab', { name: '認証', exact: true }).click();
  await page.getByRole('button', { name: 'リフレッシュトークン更新' }).click();
  const flow = page.getByRole('region', { name: 'リフレッシュトークン更新' });
  const address = await flow.getByRole('textbox', { name: 'ブラウザーで同意します' }).inputValue();
  const redirected = await agreeToConsent(address);
  expect(redirected).toMatch(/^juchuban:\/\/oauth\/callback\?/);
  expect(await startSecondInstance(launched.dataDir, [redirected])).toBe(0);
  await expect(page.getByText(/有効（28日） · あと/)).toBeVisible();
});

test('an import whose data host is killed is shown as interrupted and goes on without loss', async () => {
  const { page, dataDir } = launched;
  const ports = await listenToPorts(page);
  await consentByPaste(ports, await registerShop(ports, account(), 'paste'));
  await page.reload();
  await page.getByRole('link', { name: '手動取込' }).click();
  await page.getByRole('button', { name: '取込を始める' }).click();
  const done = async () => {
    const { runs } = await ports.client('data').imports.list({ limit: 1 });
    return runs[0]?.progress.done ?? 0;
  };
  await expect.poll(done, { intervals: [50] }).toBeGreaterThan(10);
  process.kill(await dataHostPid(dataDir), 'SIGKILL');

  const run = page.getByRole('region', { name: '取込の履歴' }).getByRole('row').nth(1);
  await expect(run).toContainText('中断', { timeout: 30_000 });
  await expect(page.getByRole('contentinfo').getByRole('status')).toHaveText('接続中');
  // It goes on by itself once the lease of the dead owner is free.
  await run.getByRole('button', { name: '続きから再開' }).click();
  await expect(run).toContainText('完了', { timeout: 60_000 });

  await launched.quit();
  const database = new BetterSqlite3(join(dataDir, 'juchuban.db'), { readonly: true });
  const kept = database.prepare('SELECT mall_order_id FROM orders ORDER BY mall_order_id').pluck().all();
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
  const atMall = simulator.control.snapshot({ sellerId: account().sellerId, includeHeld: false });
  expect(kept).toEqual(atMall.map(({ order }) => order.OrderId).sort());
});
