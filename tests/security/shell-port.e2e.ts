import { expect, test } from '@playwright/test';
import { toAppError } from '#shared/contract/to-app-error.ts';
import { listenToPorts, type PagePorts } from '../e2e/electron/support/page-ports.ts';
import { type LaunchedApp, launchApp } from '../e2e/support/electron.ts';

// What a page that has its ports can do with them: only what the contract names, with input that fits it.

let launched: LaunchedApp;
let ports: PagePorts;
test.beforeAll(async () => {
  launched = await launchApp();
  ports = await listenToPorts(launched.page);
});
test.afterAll(() => launched.dispose());

const codeOf = (call: Promise<unknown>) =>
  call.then(
    (answer) => ({ answer }),
    (error: unknown) => toAppError(error).code,
  );

/** Any operation with any input, past the types. */
const callShell = (name: string, input: unknown) => {
  const shell = ports.client('shell') as unknown as Record<string, (input: unknown) => Promise<unknown>>;
  return codeOf((shell[name] as (input: unknown) => Promise<unknown>)(input));
};

test('bad input is refused with a code and changes nothing', async () => {
  const before = await ports.client('shell').settings({});
  expect(await callShell('saveSettings', { zoom: 99 })).toBe('invalid_input');
  expect(await callShell('saveSettings', { language: 'xx', theme: 'dark' })).toBe('invalid_input');
  expect(await callShell('saveSettings', 'text')).toBe('invalid_input');
  expect(await callShell('openExternal', { url: 1 })).toBe('invalid_input');
  expect(await callShell('openExternal', { url: `https://example.com/${'x'.repeat(8_000)}` })).toBe(
    'invalid_input',
  );
  expect(await ports.client('shell').settings({})).toEqual(before);
});

test('an unknown operation is refused with a code', async () => {
  for (const name of ['quit', 'exec', 'readFile']) {
    expect([name, await callShell(name, {})]).toEqual([name, 'unknown_operation']);
  }
});

test('what is no request at all leaves the port working', async () => {
  await launched.page.evaluate(() => {
    const { testPorts } = window as unknown as { testPorts: Record<string, MessagePort> };
    for (const junk of ['', '{', '[]', 'null', '{"i":1}', new ArrayBuffer(8), { a: 1 }, 7, null]) {
      testPorts.shell?.postMessage(junk);
      testPorts.data?.postMessage(junk);
    }
  });
  expect((await ports.client('shell').info({})).kind).toBe('electron');
  expect((await ports.client('data').system.info({})).hostKind).toBe('child-process');
});

test('only https is handed to the operating system', async () => {
  await launched.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (url) => {
      opened.push(url);
    };
  });
  for (const url of [
    'http://example.com/',
    'http://127.0.0.1:9/',
    'http://localhost:9/',
    'http://[::1]:9/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'smb://server/share',
    'ms-msdt:/id',
    'juchuban://oauth/callback',
    'app://juchuban/index.html',
    'https://user:password@example.com/',
    'nonsense',
  ]) {
    expect([url, await callShell('openExternal', { url })]).toEqual([url, 'forbidden']);
  }
  expect(await callShell('openExternal', { url: 'https://example.com/a' })).toEqual({ answer: { ok: true } });
  const opened = await launched.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  expect(opened).toEqual(['https://example.com/a']);
});
