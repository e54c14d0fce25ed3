import { expect, test } from '@playwright/test';
import { dataHostPid, type LaunchedApp, launchApp } from '../support/electron.ts';
import { listenToPorts } from './support/page-ports.ts';

let launched: LaunchedApp;
test.beforeEach(async () => {
  launched = await launchApp();
  // A second listener beside the page's own: what main tells the page from now on.
  await launched.page.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    window.addEventListener('message', ({ data, ports }) => heard.push({ ...data, ports: ports.length }));
  });
});
test.afterEach(() => launched.dispose());

const heard = () =>
  launched.page.evaluate(
    () =>
      (window as unknown as { heard: { type: string; state?: { state: string }; ports: number }[] }).heard,
  );

/** Kills the running data host and waits until main has noticed. */
async function killHost(): Promise<void> {
  const before = (await heard()).filter(({ type }) => type === 'juchuban:host-state').length;
  process.kill(await dataHostPid(launched.dataDir), 'SIGKILL');
  await expect
    .poll(async () => (await heard()).filter(({ type }) => type === 'juchuban:host-state').length)
    .toBeGreaterThan(before);
}

const lastState = async () =>
  (await heard()).filter(({ type }) => type === 'juchuban:host-state').at(-1)?.state?.state;

test('the window opens on the first screen and the data host answers through the port', async () => {
  const { page } = launched;
  expect(page.url()).toBe('app://juchuban/index.html');
  await expect(page).toHaveTitle('受注番');
  await expect(page.getByRole('button', { name: '店舗を接続する' })).toBeVisible();
  // Enabled only by the answer of `system.info`, which comes through the data port.
  await expect(page.getByRole('button', { name: 'デモで試す' })).toBeEnabled();
  const info = await (await listenToPorts(page)).client('data').system.info({});
  expect(info).toMatchObject({ hostKind: 'child-process', demo: { available: true, running: false } });
  await page.getByRole('button', { name: '店舗を接続する' }).click();
  const statusBar = page.getByRole('contentinfo');
  await expect(statusBar.getByRole('status')).toHaveText('接続中');
  await expect(statusBar).toContainText(info.terminalName);
});

test('a killed data host is restarted and the page gets a fresh port', async () => {
  await expect.poll(() => dataHostPid(launched.dataDir).catch(() => 0)).toBeGreaterThan(0);
  const first = await dataHostPid(launched.dataDir);
  await killHost();
  await expect.poll(lastState).toBe('ready');
  expect(await dataHostPid(launched.dataDir)).not.toBe(first);
  const ports = (await heard()).filter(({ type }) => type === 'juchuban:data-port');
  expect(ports.at(-1)?.ports).toBe(1);
});

test('a data host that keeps dying ends in the recovery state', async () => {
  await expect.poll(() => dataHostPid(launched.dataDir).catch(() => 0)).toBeGreaterThan(0);
  for (let restart = 0; restart < 3; restart += 1) {
    await killHost();
    await expect.poll(lastState).toBe('ready');
  }
  await killHost();
  await expect.poll(lastState).toBe('failed');
});
