import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startYahooSimulator, type YahooSimulator } from '#simulators/yahoo/index.ts';
import { expectAccessible } from '../support/axe.ts';
import { type LaunchedApp, launchApp } from '../support/electron.ts';
import { consentByPaste, registerShop } from './support/connect-over-ports.ts';
import { clickNotification, notifications, recordNotifications } from './support/desktop-notifications.ts';
import { listenToPorts, type PagePorts } from './support/page-ports.ts';

let simulator: YahooSimulator;
let launched: LaunchedApp;
let dir: string;
let ports: PagePorts;

test.beforeEach(async () => {
  simulator = await startYahooSimulator({
    requestsPerSecond: null,
    shops: [{ sellerId: 'window-store', orders: { count: 200 } }],
  });
  dir = await mkdtemp(join(tmpdir(), 'juchuban-endpoints-'));
  const endpoints = join(dir, 'endpoints.json');
  await writeFile(endpoints, JSON.stringify({ ...simulator.endpoints, 'yahoo.requestsPerSecond': 1_000 }));
  launched = await launchApp({ endpoints });
  await recordNotifications(launched.app);
  ports = await listenToPorts(launched.page);
  const [account] = simulator.accounts;
  if (account === undefined) throw new Error('the simulator has a shop');
  await consentByPaste(ports, await registerShop(ports, account, 'paste'));
  await launched.page.reload();
});
test.afterEach(async () => {
  await launched.dispose();
  await simulator.close();
  await rm(dir, { recursive: true, force: true });
});

async function importAll(): Promise<void> {
  const { page } = launched;
  await page.getByRole('link', { name: '手動取込' }).click();
  await page.getByRole('button', { name: '取込を始める' }).click();
  const run = page.getByRole('region', { name: '取込の履歴' }).getByRole('row').nth(1);
  await expect(run).toContainText('完了', { timeout: 60_000 });
}

/** The orders that the mall holds, by number. */
function heldOrders(): string[] {
  const all = simulator.control.snapshot({ sellerId: 'window-store', includeHeld: true, limit: 1_000 });
  return all.flatMap(({ order }) => ([1, 3].includes(order.FraudHoldStatus) ? [order.OrderId] : []));
}

/** Lifts one hold and imports: whatever else was still to be told would be told with it. */
async function release(): Promise<void> {
  const [orderId] = heldOrders();
  if (orderId === undefined) throw new Error('the simulated mall holds an order');
  simulator.control.setFraudHold({ sellerId: 'window-store', orderId, status: 2 });
  await importAll();
}

const released = '不正保留が解除された受注 1 件';

test('the desktop is told once of held orders, and a click opens the hidden window on one', async () => {
  const { app, page } = launched;
  const held = heldOrders().length;
  await importAll();
  const told = async () =>
    (await notifications(app)).reduce(
      (sum, title) => sum + Number(/^不正保留の受注 (\d+) 件$/.exec(title)?.[1]),
      0,
    );
  await expect.poll(told).toBe(held);
  const before = await notifications(app);
  await release();
  await expect.poll(() => notifications(app)).toEqual([...before, released]);

  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await clickNotification(app, before.length);
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(true);
  const detail = page.getByRole('complementary', { name: '受注の詳細' });
  await expect(detail.getByRole('heading', { name: '金額' })).toBeVisible();
});

test('what is switched off on this PC stays behind the bell', async () => {
  const { app, page } = launched;
  const wish = async (isOn: boolean) => {
    await page.getByRole('link', { name: '設定', exact: true }).click();
    await page.getByRole('tab', { name: 'お知らせ' }).click();
    await page.getByRole('switch', { name: /^不正保留/ }).click();
    await expect.poll(async () => (await ports.client('shell').settings({})).notices.holds).toBe(isOn);
  };
  await wish(false);
  await expectAccessible(page, 'notices of this terminal');
  await importAll();
  await expect(page.getByRole('button', { name: /^お知らせ（未読 \d+ 件）$/ })).toBeVisible();
  await wish(true);
  await release();
  await expect.poll(() => notifications(app)).toEqual([released]);
});
