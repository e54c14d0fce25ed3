import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { dataHostPid, type LaunchedApp, launchApp, launchInBackground } from '../support/electron.ts';
import { notifications, recordNotifications } from './support/desktop-notifications.ts';
import { mainLog } from './support/main-log.ts';
import { startSecondInstance } from './support/second-instance.ts';

let folder: string;
let configHome: string;
let launched: Pick<LaunchedApp, 'app' | 'dataDir' | 'dispose'>;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'juchuban-background-'));
  configHome = join(folder, 'config');
});
test.afterEach(async () => {
  await launched.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** With a window. */
async function start(options: Parameters<typeof launchApp>[0] = {}): Promise<LaunchedApp> {
  const opened = await launchApp(options);
  launched = opened;
  return opened;
}

/** Past the first screen: the settings can be reached. */
async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: '店舗を接続する' }).click();
  await page.getByRole('link', { name: '設定' }).click();
}

/** What a person's click on the window's own close button does. */
const closeWindow = () =>
  launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

const windows = () =>
  launched.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.isVisible()),
  );

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('a closed window leaves the app at work; another start brings it back, and quitting ends it', async () => {
  const { page, dataDir, app } = await start();
  await expect(page.getByRole('button', { name: 'デモで試す' })).toBeEnabled();
  await recordNotifications(app);
  const hostPid = await dataHostPid(dataDir);

  await closeWindow();
  await expect.poll(windows).toEqual([false]);
  await expect.poll(() => notifications(app)).toEqual(['受注番は動き続けています']);
  expect(isAlive(hostPid)).toBe(true);

  expect(await startSecondInstance(dataDir)).toBe(0);
  await expect.poll(windows).toEqual([true]);
  // The same page with what it held, served by the same host.
  await expect(page.getByRole('button', { name: 'デモで試す' })).toBeEnabled();
  expect(await dataHostPid(dataDir)).toBe(hostPid);

  // Told once only.
  await closeWindow();
  await expect.poll(windows).toEqual([false]);
  expect(await notifications(app)).toHaveLength(1);

  const ended = app.waitForEvent('close');
  await app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []);
    items?.find(({ role }) => role === 'quit')?.click();
  });
  await ended;
  expect(isAlive(hostPid)).toBe(false);
});

test('without it, closing the window ends the app', async () => {
  const { page, dataDir, app } = await start();
  await openSettings(page);
  await page.getByRole('switch', { name: '画面を閉じても動かし続ける' }).click();
  await expect
    .poll(
      async () => JSON.parse(await readFile(join(dataDir, 'terminal.json'), 'utf8')).settings.keepsRunning,
    )
    .toBe(false);
  const hostPid = await dataHostPid(dataDir);
  const ended = app.waitForEvent('close');
  await closeWindow().catch(() => undefined);
  await ended;
  expect(isAlive(hostPid)).toBe(false);
});

test('a start in the background shows no window until somebody asks for it', async () => {
  launched = await launchInBackground();
  await expect.poll(() => dataHostPid(launched.dataDir).catch(() => 0)).toBeGreaterThan(0);
  await expect.poll(() => mainLog(launched.dataDir, 'data host ready')).toHaveLength(1);
  expect(await windows()).toEqual([]);
  // A login while it runs already asks for none either.
  expect(await startSecondInstance(launched.dataDir, ['--background'])).toBe(0);
  expect(await windows()).toEqual([]);

  const opened = launched.app.waitForEvent('window');
  expect(await startSecondInstance(launched.dataDir)).toBe(0);
  const page = await opened;
  await expect(page.getByRole('button', { name: 'デモで試す' })).toBeEnabled();
  await expect.poll(windows).toEqual([true]);
});

test('the start at login is a file of the desktop, as long as it is wished', async () => {
  const { page } = await start({ env: { XDG_CONFIG_HOME: configHome } });
  const file = join(configHome, 'autostart', 'juchuban.desktop');
  await openSettings(page);
  const wish = page.getByRole('switch', { name: 'PC へのログイン時に起動する' });
  await expectAccessible(page, 'settings of this terminal');
  await wish.click();
  await expect(wish).toBeChecked();
  await expect.poll(() => existsSync(file)).toBe(true);
  const executable = await launched.app.evaluate(() => process.execPath);
  const exec = (await readFile(file, 'utf8')).split('\n').find((line) => line.startsWith('Exec='));
  expect(exec).toContain(`"${executable}"`);
  expect(exec).toMatch(/ "--background"$/);
  await wish.click();
  await expect.poll(() => existsSync(file)).toBe(false);
});

test('a start at login that cannot be set says so and stays off', async () => {
  await writeFile(configHome, 'a file where a folder is wanted');
  const { page } = await start({ env: { XDG_CONFIG_HOME: configHome } });
  await openSettings(page);
  const wish = page.getByRole('switch', { name: 'PC へのログイン時に起動する' });
  await wish.click();
  await expect(page.getByText('ログイン時の起動を設定できません')).toBeVisible();
  await expect(wish).not.toBeChecked();
});
