import { expect, test } from '@playwright/test';
import { startCountingServer } from '../e2e/electron/support/counting-server.ts';
import { type LaunchedApp, launchApp } from '../e2e/support/electron.ts';

// The checklist of docs/security-checklist.md, against the real window with the product's own settings; what
// needs one guard looked at without the others is in guards.e2e.ts.

let launched: LaunchedApp;
test.beforeAll(async () => {
  // A microphone to be refused: without one there is nothing to ask for.
  launched = await launchApp({ args: ['--use-fake-device-for-media-stream'] });
});
test.afterAll(() => launched.dispose());

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

test('every answer of app:// carries the policy as a header', async () => {
  const headers = await launched.app.evaluate(async ({ net }) => {
    const answers = await Promise.all(
      ['app://juchuban/index.html', 'app://juchuban/nothing.html'].map((address) => net.fetch(address)),
    );
    return answers.map((answer) => Object.fromEntries([...answer.headers]));
  });
  for (const header of headers) {
    const policy = header['content-security-policy']?.split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'none'",
        "frame-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
      ]),
    );
    expect(header['x-content-type-options']).toBe('nosniff');
  }
});

test('the page itself runs under that policy', async () => {
  const policy = await launched.page.evaluate(async () => {
    const violated = new Promise<string>((resolve) =>
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.originalPolicy), {
        once: true,
      }),
    );
    // Answered at once where the policy allows it, and then nothing was violated.
    const answered = fetch('app://juchuban/index.html').then(() => 'fetched');
    return Promise.race([violated, answered.catch(() => violated)]);
  });
  expect(policy).toContain("connect-src 'none'");
});

test('inline script, inline handlers and script from text do not run', async () => {
  const attempts = ['element', 'handler', 'timer'] as const;
  for (const attempt of attempts) {
    const outcome = await launched.page.evaluate(async (how) => {
      const refused = new Promise<string>((resolve) =>
        document.addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true }),
      );
      const ran = new Promise<string>((resolve) =>
        window.addEventListener('inline-ran', () => resolve('ran'), { once: true }),
      );
      const code = "window.dispatchEvent(new Event('inline-ran'))";
      if (how === 'element') {
        const script = document.createElement('script');
        script.textContent = code;
        document.head.append(script);
      } else if (how === 'handler') {
        const button = document.createElement('button');
        button.setAttribute('onclick', code);
        button.click();
      } else {
        setTimeout(code as unknown as () => void);
      }
      return Promise.race([refused, ran]);
    }, attempt);
    expect([attempt, outcome]).toEqual([attempt, 'refused']);
  }
});

test('no session loads anything but the app, though it could be reached', async () => {
  const server = await startCountingServer();
  try {
    expect((await fetch(server.url)).status).toBe(200);
    const outcomes = await launched.app.evaluate(async ({ net, session }, url) => {
      const load = (target: Electron.Session, address: string) =>
        new Promise<string>((resolve) => {
          const request = net.request({ url: address, session: target });
          request.on('response', () => resolve('loaded'));
          request.on('error', (error) => resolve(error.message));
          request.end();
        });
      const fresh = session.fromPartition('made-by-a-test');
      return [
        await load(session.defaultSession, url),
        await load(fresh, url),
        await load(session.defaultSession, url.replace('http:', 'https:')),
      ];
    }, server.url);
    expect(outcomes).toEqual(Array(3).fill('net::ERR_BLOCKED_BY_CLIENT'));
    expect(server.requests).toHaveLength(1);
  } finally {
    await server.close();
  }
});

test('permissions are denied when requested and when checked', async () => {
  const answers = await launched.page.evaluate(async () => ({
    notifications: await Notification.requestPermission(),
    geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
    clipboard: (await navigator.permissions.query({ name: 'clipboard-read' as PermissionName })).state,
    microphone: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      (error: Error) => error.name,
    ),
  }));
  expect(answers).toEqual({
    notifications: 'denied',
    geolocation: 'denied',
    clipboard: 'denied',
    microphone: 'NotAllowedError',
  });
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
