import { expect, test } from '@playwright/test';
import { type CountingServer, startCountingServer } from '../e2e/electron/support/counting-server.ts';
import { mainLog } from '../e2e/electron/support/main-log.ts';
import { type LaunchedApp, launchApp } from '../e2e/support/electron.ts';

// Who may have the ports: pages that run the product's own preload script, as an attacker who found a way to
// put one somewhere else would have it.

const refusal = 'refused to connect a frame that is not the app';

let launched: LaunchedApp;
let server: CountingServer;
test.beforeEach(async () => {
  server = await startCountingServer();
  launched = await launchApp();
});
test.afterEach(async () => {
  await launched.dispose();
  await server.close();
});

/**
 * Opens `address` in a window of a session of its own that serves `pages` under app://, without any policy, and
 * runs the product's preload script in every frame. Answers the window messages of its main frame and of its
 * first frame by their type, once main has dealt with all `frames` of it.
 */
async function open(options: { address: string; pages: Record<string, string>; frames: number }) {
  return launched.app.evaluate(
    async ({ app, BrowserWindow, ipcMain, session }, { address, pages, frames }) => {
      const partition = session.fromPartition('sender-test');
      partition.webRequest.onBeforeRequest(null);
      partition.protocol.handle('app', (request) => {
        const body = pages[new URL(request.url).pathname];
        return new Response(body, { headers: { 'Content-Type': 'text/html' } });
      });
      let asked = 0;
      const all = new Promise<void>((resolve) => {
        ipcMain.on('juchuban:connect', () => {
          asked += 1;
          if (asked === frames) resolve();
        });
      });
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          session: partition,
          sandbox: true,
          contextIsolation: true,
          nodeIntegrationInSubFrames: true,
          preload: `${app.getAppPath()}/out/preload/preload.cjs`,
        },
      });
      // Frames may not go anywhere at all; here one has got past that guard.
      window.webContents.removeAllListeners('will-frame-navigate');
      await window.loadURL(address);
      await all;
      // The answers to all who asked are sent by now; a message of our own comes after them.
      window.webContents.postMessage('juchuban:bridge', { type: 'end-of-test' });
      const read = (frame: Electron.WebFrameMain) =>
        frame.executeJavaScript(
          'new Promise((done) => { const look = () => heard.includes("end-of-test") || self !== top ? done(heard) : setTimeout(look, 10); look(); })',
        ) as Promise<string[]>;
      const main = await read(window.webContents.mainFrame);
      const inner = window.webContents.mainFrame.frames[0];
      const frame = inner === undefined ? [] : await read(inner);
      window.destroy();
      return { main: main.filter((type) => type !== 'end-of-test'), frame };
    },
    options,
  );
}

const listen =
  '<script>var heard = []; addEventListener("message", (event) => heard.push(event.data.type))</script>';
const shellPorts = (types: string[]) => types.filter((type) => type === 'juchuban:shell-port').length;

test('the main frame of the app gets its port: the set-up works', async () => {
  const { main } = await open({
    address: 'app://juchuban/a.html',
    pages: { '/a.html': listen },
    frames: 1,
  });
  expect(shellPorts(main)).toBe(1);
  expect(await mainLog(launched.dataDir, refusal)).toHaveLength(0);
});

test('a frame of the app inside the app is refused', async () => {
  const { main, frame } = await open({
    address: 'app://juchuban/a.html',
    pages: { '/a.html': `${listen}<iframe src="app://juchuban/b.html"></iframe>`, '/b.html': listen },
    frames: 2,
  });
  expect([shellPorts(main), frame]).toEqual([1, []]);
  await expect.poll(async () => (await mainLog(launched.dataDir, refusal)).length).toBe(1);
});

test('a frame written into the app is refused', async () => {
  const { main, frame } = await open({
    address: 'app://juchuban/a.html',
    pages: { '/a.html': `${listen}<iframe srcdoc='${listen}'></iframe>` },
    frames: 2,
  });
  expect([shellPorts(main), frame]).toEqual([1, []]);
  await expect.poll(async () => (await mainLog(launched.dataDir, refusal)).length).toBe(1);
});

test('another address in the main frame is refused', async () => {
  const { main } = await open({
    address: 'app://other/a.html',
    pages: { '/a.html': listen },
    frames: 1,
  });
  expect(main).toEqual([]);
  await expect.poll(async () => (await mainLog(launched.dataDir, refusal)).length).toBe(1);
});
