import { expect, test } from '@playwright/test';
import { type LaunchedApp, launchApp } from '../e2e/support/electron.ts';

// The checklist of docs/security-checklist.md, against the real window with the product's own settings.

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp();
});
test.afterAll(() => launched.dispose());

const start = 'app://juchuban/index.html';

test('the page has no Node and no Electron', async () => {
  const globals = await launched.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', 'juchuban'].filter(
      (name) => name in window,
    ),
  );
  expect(globals).toEqual([]);
});

test('the window runs with sandbox, context isolation and web security', async () => {
  const preferences = await launched.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
  expect(preferences.enableBlinkFeatures ?? '').toBe('');
});

test('the page comes with the policy as a response header', async () => {
  const policy = await launched.page.evaluate(async () => {
    const violated = new Promise<string>((resolve) =>
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.originalPolicy)),
    );
    await fetch('app://juchuban/index.html').catch(() => undefined);
    return violated;
  });
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("connect-src 'none'");
});

test('inline script and eval do not run', async () => {
  const result = await launched.page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.head.append(script);
    return 'inlineRan' in window;
  });
  expect(result).toBe(false);
});

test('navigation away is denied', async () => {
  for (const address of [
    'https://example.invalid/',
    'file:///etc/passwd',
    'app://other/index.html',
    'data:text/html,x',
  ]) {
    await launched.page
      .evaluate((to) => {
        window.location.href = to;
      }, address)
      .catch(() => undefined);
    await launched.page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    expect(launched.page.url()).toBe(start);
  }
});

test('no window is opened', async () => {
  const opened = await launched.page.evaluate(() =>
    ['https://example.invalid/', 'app://juchuban/index.html', 'about:blank'].map((to) => window.open(to)),
  );
  expect(opened).toEqual([null, null, null]);
  expect(await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('permissions are denied when requested and when checked', async () => {
  const answers = await launched.page.evaluate(async () => ({
    notifications: await Notification.requestPermission(),
    geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'denied',
    ),
  }));
  expect(answers).toEqual({ notifications: 'denied', geolocation: 'denied', camera: 'denied' });
});

test('frames and webviews load nothing', async () => {
  await launched.page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = 'https://example.invalid/';
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.invalid/');
    document.body.append(frame, view);
  });
  const contents = await launched.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  expect(contents).toBe(1);
  for (const frame of launched.page.frames().slice(1)) expect(frame.url()).not.toContain('example');
});

test('files outside the renderer are not served', async () => {
  const statuses = await launched.app.evaluate(async ({ net }) => {
    const addresses = [
      'app://juchuban/index.html',
      'app://juchuban/../main/main.cjs',
      'app://juchuban/%2e%2e%2fmain%2fboot.cjs',
      'app://juchuban/..%5cmain%5cboot.cjs',
      'app://other/index.html',
    ];
    return Promise.all(addresses.map(async (address) => (await net.fetch(address)).status));
  });
  expect(statuses).toEqual([200, 404, 404, 404, 404]);
});
