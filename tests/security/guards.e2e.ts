import { expect, test } from '@playwright/test';
import {
  type CountingServer,
  startCountingServer,
  startSelfSignedServer,
} from '../e2e/electron/support/counting-server.ts';
import { mainLog } from '../e2e/electron/support/main-log.ts';
import { type LaunchedApp, launchApp } from '../e2e/support/electron.ts';

// Several guards stand one behind the other. Here the outermost one, the session's request filter, is switched
// off and every target can really be reached: what is refused is refused by the guard of that test's name.

const start = 'app://juchuban/index.html';

let launched: LaunchedApp;
let server: CountingServer;
test.beforeAll(async () => {
  server = await startCountingServer();
  launched = await launchApp();
  await launched.app.evaluate(({ app, session, BrowserWindow }) => {
    session.defaultSession.webRequest.onBeforeRequest(null);
    const seen: { event: string; url: string; prevented: boolean }[] = [];
    Object.assign(globalThis, { seen });
    const [window] = BrowserWindow.getAllWindows();
    window?.webContents.on('will-frame-navigate', (details) =>
      seen.push({ event: 'navigate', url: details.url, prevented: details.defaultPrevented }),
    );
    window?.webContents.on('will-redirect', (details) =>
      seen.push({ event: 'redirect', url: details.url, prevented: details.defaultPrevented }),
    );
    app.on('browser-window-created', (_event, created) => created.hide());
  });
  expect((await fetch(`${server.url}/reached`)).status).toBe(200);
});
test.afterAll(async () => {
  await launched.dispose();
  await server.close();
});

/** What the window's own events told about an address, once they did. */
async function seen(event: string, url: string): Promise<boolean> {
  const all = () =>
    launched.app.evaluate(
      () => (globalThis as unknown as { seen: { event: string; url: string; prevented: boolean }[] }).seen,
    );
  const find = async () => (await all()).find((entry) => entry.event === event && entry.url === url);
  await expect.poll(find).toBeDefined();
  return (await find())?.prevented ?? false;
}

const reached = () => server.requests.filter((path) => path !== '/reached');

const denied = async (what: string) =>
  (await mainLog(launched.dataDir, 'denied')).filter((line) => line.what === what).length;

test('a page cannot navigate away, neither its window nor a frame', async () => {
  for (const address of [`${server.url}/away`, 'app://other/index.html', 'data:text/html,x']) {
    await launched.page.evaluate((to) => {
      window.location.href = to;
    }, address);
    // Chromium itself refuses a page's own data: navigation before anyone is asked.
    if (!address.startsWith('data:')) expect(await seen('navigate', address)).toBe(true);
    expect(launched.page.url()).toBe(start);
  }
  await launched.page.evaluate((to) => {
    const form = document.createElement('form');
    form.action = to;
    const link = document.createElement('a');
    link.href = to;
    document.body.append(link);
    link.click();
  }, `${server.url}/link`);
  expect(await seen('navigate', `${server.url}/link`)).toBe(true);
  expect(reached()).toEqual([]);
  expect(await denied('navigation')).toBeGreaterThanOrEqual(3);
});

test('a redirect leads nowhere', async () => {
  // Main itself loads the address: its navigation is not the page's, only the redirect is to be refused.
  await launched.app.evaluate(async ({ BrowserWindow }, url) => {
    await BrowserWindow.getAllWindows()[0]
      ?.webContents.loadURL(url)
      .catch(() => undefined);
  }, `${server.url}/redirect`);
  expect(await seen('redirect', `${server.url}/target`)).toBe(true);
  expect(reached()).toEqual(['/redirect']);
  expect(await denied('redirect')).toBe(1);
  await expect.poll(() => launched.page.url()).toBe(start);
});

test('no window is opened', async () => {
  const before = reached().length;
  const opened = await launched.page.evaluate(
    (url) => [url, 'app://juchuban/index.html', 'about:blank'].map((to) => window.open(to) !== null),
    `${server.url}/window`,
  );
  expect(opened).toEqual([false, false, false]);
  expect(await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(await denied('window')).toBe(3);
  expect(reached()).toHaveLength(before);
});

test('the policy lets no frame in', async () => {
  const before = reached().length;
  const directives = await launched.page.evaluate(async (url) => {
    const found: string[] = [];
    for (const address of [url, 'app://juchuban/index.html']) {
      const frame = document.createElement('iframe');
      const violated = new Promise<string>((resolve) =>
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        }),
      );
      frame.src = address;
      document.body.append(frame);
      // Waited for without end: a refused frame tells of its load, too, on a busy machine before the refusal.
      found.push(await violated);
      frame.remove();
    }
    return found;
  }, `${server.url}/frame`);
  expect(directives).toEqual(['frame-src', 'frame-src']);
  expect(reached()).toHaveLength(before);
});

test('a window that allows webviews still gets none', async () => {
  const outcome = await launched.app.evaluate(async ({ BrowserWindow, session, webContents }, url) => {
    const partition = session.fromPartition('webview-test');
    partition.webRequest.onBeforeRequest(null);
    const window = new BrowserWindow({
      show: false,
      webPreferences: { webviewTag: true, session: partition },
    });
    const attached: boolean[] = [];
    const asked = new Promise<void>((resolve) => {
      window.webContents.on('will-attach-webview', (event) => {
        attached.push(!event.defaultPrevented);
        resolve();
      });
    });
    await window.loadURL(`data:text/html,<webview src="${url}"></webview>`);
    await asked;
    const kinds = webContents.getAllWebContents().map((contents) => contents.getType());
    window.destroy();
    return { attached, webviews: kinds.filter((kind) => kind === 'webview').length };
  }, `${server.url}/webview`);
  expect(outcome).toEqual({ attached: [false], webviews: 0 });
  expect(reached()).not.toContain('/webview');
  expect(await denied('webview')).toBe(1);
});

test('nothing from elsewhere is downloaded', async () => {
  const prevented = await launched.app.evaluate(
    ({ BrowserWindow, session }, url) =>
      new Promise<boolean>((resolve) => {
        session.defaultSession.once('will-download', (event, item) => {
          // Without the guard a dialog would wait for a person.
          item.setSavePath('/dev/null');
          resolve(event.defaultPrevented);
        });
        BrowserWindow.getAllWindows()[0]?.webContents.downloadURL(url);
      }),
    `${server.url}/download`,
  );
  expect(prevented).toBe(true);
});

test('a certificate nobody trusts is refused, in a page and in main', async () => {
  const tls = await startSelfSignedServer();
  try {
    const outcome = await launched.app.evaluate(async ({ BrowserWindow, net, session }, url) => {
      const partition = session.fromPartition('certificate-test');
      partition.webRequest.onBeforeRequest(null);
      const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
      const page = await window.loadURL(url).then(
        () => 'loaded',
        (error: Error) => error.message,
      );
      window.destroy();
      const main = await new Promise<string>((resolve) => {
        const request = net.request({ url, session: partition });
        request.on('response', () => resolve('loaded'));
        request.on('error', (error) => resolve(error.message));
        request.end();
      });
      return { page, main };
    }, tls.url);
    expect(outcome.page).toContain('ERR_CERT_AUTHORITY_INVALID');
    expect(outcome.main).toContain('ERR_CERT_AUTHORITY_INVALID');
    expect(tls.requests).toEqual([]);
    expect(await mainLog(launched.dataDir, 'certificate refused')).toHaveLength(1);
  } finally {
    await tls.close();
  }
});
