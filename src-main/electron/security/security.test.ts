import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { contentSecurityPolicy } from '../../security/csp.ts';
import { safeExternalUrl } from '../../security/safe-url.ts';
import { isAppUrl } from '../app-protocol/app-origin.ts';
import { resolveFile } from '../app-protocol/resolve-file.ts';
import { childEnvironment } from '../child-process/child-environment.ts';
import { onlyTrusted, type ShellServices } from '../shell/shell-services.ts';
import { isTrustedFrame } from './trusted-sender.ts';

// Only for its import: nothing here opens a window.
vi.mock('electron', () => ({ app: {}, shell: {} }));

const root = join(import.meta.dirname, 'renderer');

describe('app://', () => {
  test.each(['app://juchuban/', 'app://juchuban/a?b#c'])('%s is ours', (url) =>
    expect(isAppUrl(url)).toBe(true),
  );
  test.each([
    'app://juchuban.evil/',
    'app://juchuban@evil/',
    'app://evil@juchuban/',
    'https://juchuban/',
    'x',
    '',
  ])('%s is not ours', (url) => expect(isAppUrl(url)).toBe(false));
  test('no address leads out of the folder', () => {
    const part = fc.constantFrom('..', '%2e%2e', '%2f', '%5c', '\\', '/', 'a', '%00', '%252e', 'main.js');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), (parts) => {
        const file = resolveFile(root, `app://juchuban/${parts.join('')}.js`);
        expect(file === null || file.path.startsWith(`${root}/`)).toBe(true);
      }),
    );
  });
});

describe('sender', () => {
  const frame = (url: string, parent: unknown) => ({ url, parent }) as never;
  test('only the main frame of the app is trusted', () => {
    expect(isTrustedFrame(frame('app://juchuban/index.html', null))).toBe(true);
    expect(isTrustedFrame(frame('app://juchuban/index.html', {}))).toBe(false);
    expect(isTrustedFrame(frame('https://example.com/', null))).toBe(false);
    expect(isTrustedFrame(frame('file:///x', null))).toBe(false);
    expect(isTrustedFrame(null)).toBe(false);
  });
  test('every call over a port asks again, and runs nothing once the page is another', async () => {
    let isTrusted = true;
    const info = vi.fn(async () => 'answer');
    const services = onlyTrusted({ info } as unknown as ShellServices, () => isTrusted);
    const call = services.info as unknown as (input: object, context: object) => Promise<unknown>;
    expect(await call({}, {})).toBe('answer');
    isTrusted = false;
    await expect(call({}, {})).rejects.toMatchObject({ code: 'forbidden' });
    expect(info).toHaveBeenCalledTimes(1);
  });
});

describe('addresses for the operating system', () => {
  test.each([
    'http://example.com/',
    'http://127.0.0.1:2/',
    'http://localhost:1/',
    'http://127.0.0.1.example.com:1/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://server/share',
    'https://a:b@example.com/',
    'https:x y',
    '',
  ])('%s is not opened', (url) => expect(safeExternalUrl(url, ['http://127.0.0.1:1'])).toBeNull());
  test.each(['https://example.com/a', 'http://127.0.0.1:1/consent'])('%s is opened', (url) =>
    expect(safeExternalUrl(url, ['http://127.0.0.1:1'])).toBe(url),
  );
  test('an origin that is not of this computer is not opened, even when named', () =>
    expect(safeExternalUrl('http://example.com/', ['http://example.com'])).toBeNull());
});

test('children do not inherit variables that load code or weaken TLS', () => {
  const dangerous = {
    NODE_OPTIONS: '-r x',
    ELECTRON_RUN_AS_NODE: '1',
    LD_PRELOAD: 'x',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  };
  expect(childEnvironment({ ...dangerous, PATH: '/bin', LANG: 'ja_JP' })).toEqual({
    PATH: '/bin',
    LANG: 'ja_JP',
  });
});

test('the policy allows no inline script and, in Electron, no connection', () => {
  expect(contentSecurityPolicy('electron')).toMatch(/script-src 'self';.*connect-src 'none'/);
  expect(contentSecurityPolicy('headless')).toContain("connect-src 'self'");
});
