import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RPCLink } from '@orpc/client/fetch';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CallOptions, createContractClient, linkHeaders } from '#shared/contract/client.ts';
import { hostContract, shellContract } from '#shared/contract/index.ts';
import { toAppError } from '#shared/contract/to-app-error.ts';

const token = 'process-test-token';
let dir: string;
const hosts: ChildProcess[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'juchuban-headless-process-'));
});
afterEach(async () => {
  for (const host of hosts.splice(0)) {
    if (host.exitCode !== null || host.signalCode !== null) continue;
    const exit = once(host, 'exit');
    host.kill('SIGKILL');
    await exit;
  }
  rmSync(dir, { recursive: true, force: true });
});

function run(args: string[], env: NodeJS.ProcessEnv = {}) {
  const entry = fileURLToPath(new URL('../../src-main/host/headless.ts', import.meta.url));
  const host = spawn(process.execPath, [entry, ...args], {
    // No keychain of the person who runs the tests.
    env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  hosts.push(host);
  const output = { stdout: '', stderr: '' };
  host.stdout.on('data', (chunk: Buffer) => {
    output.stdout += chunk.toString('utf8');
  });
  host.stderr.on('data', (chunk: Buffer) => {
    output.stderr += chunk.toString('utf8');
  });
  return { host, output, exit: once(host, 'close').then(([code]) => code as number | null) };
}

async function start(args: string[] = [], env: NodeJS.ProcessEnv = {}) {
  const running = run(['--data-dir', join(dir, 'data'), '--port', '0', '--token', token, ...args], env);
  await expect.poll(() => running.output.stdout + running.output.stderr, { timeout: 40_000 }).toContain('\n');
  const { url } = JSON.parse(running.output.stdout) as { url: string };
  const link = (prefix: string) =>
    new RPCLink<CallOptions>({
      url: `${url}/${prefix}`,
      headers: (options) => ({ ...linkHeaders(options), authorization: `Bearer ${token}` }),
    });
  return {
    ...running,
    url,
    client: createContractClient(hostContract, link('rpc'), randomUUID),
    shell: createContractClient(shellContract, link('shell'), randomUUID),
  };
}

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'no failure',
    (error: unknown) => toAppError(error).code,
  );

describe('headless host as a process', () => {
  it('prints one JSON line and nothing else, and stops cleanly', async () => {
    const { url, host, exit, output, client } = await start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await client.system.info({})).toMatchObject({
      hostKind: 'headless',
      secretStore: { kind: 'memory' },
    });
    const events = await client.system.events({});
    expect(await events.next()).toMatchObject({ value: { type: 'ready' } });
    expect(getPriority(host.pid)).toBeGreaterThanOrEqual(process.platform === 'win32' ? 0 : 5);
    host.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(output).toEqual({ stdout: `${JSON.stringify({ url })}\n`, stderr: '' });
  });

  it.each([
    [[], '--data-dir, --port, --token'],
    [['--data-dir', 'd', '--port', '-1', '--token', 't'], '--port'],
    [['--nonsense'], '--nonsense'],
  ])('explains the command line %j and ends with 2', async (args, wrong) => {
    const { exit, output } = run(args);
    expect(await exit).toBe(2);
    expect(output.stdout).toBe('');
    expect(output.stderr).toContain(wrong);
    expect(output.stderr).toContain('--data-dir DIR --port N --token T');
  });

  it('says on standard error why it cannot start', async () => {
    writeFileSync(join(dir, 'endpoints.json'), '{"yahoo.apy":"http://127.0.0.1:1/"}');
    const args = ['--data-dir', join(dir, 'data'), '--port', '0', '--token', token];
    const { exit, output } = run(args, { JUCHUBAN_ENDPOINTS: join(dir, 'endpoints.json') });
    expect(await exit).toBe(1);
    expect(output).toMatchObject({ stdout: '', stderr: expect.stringContaining('yahoo.apy') });
  });

  it('keeps settings and data from one run to the next', async () => {
    const first = await start();
    await first.shell.saveSettings({ terminalName: '倉庫', theme: 'dark' });
    const view = {
      name: '本日',
      filter: {},
      search: '',
      sort: { column: 'orderedAt', direction: 'asc' },
    } as const;
    const { id } = await first.client.views.save(view);
    first.host.kill('SIGTERM');
    await first.exit;
    const second = await start(['--demo']);
    expect(await second.shell.settings({})).toMatchObject({ terminalName: '倉庫', theme: 'dark' });
    expect((await second.client.system.info({})).terminalName).toBe('倉庫');
    expect((await second.client.views.list({})).views.map((kept) => kept.id)).toContain(id);
    expect(await second.shell.info({})).toMatchObject({ kind: 'headless', demoRequested: true });
  });

  it('repeats no command after a restart that it did before', async () => {
    const view = {
      name: '本日',
      filter: {},
      search: '',
      sort: { column: 'orderedAt', direction: 'asc' },
    } as const;
    const context = { idempotencyKey: randomUUID() };
    const first = await start();
    const saved = await first.client.views.save(view, { context });
    first.host.kill('SIGKILL');
    await first.exit;
    const second = await start();
    expect(await second.client.views.save(view, { context })).toEqual(saved);
    const { views } = await second.client.views.list({});
    expect(views.filter((kept) => !kept.builtIn)).toHaveLength(1);
  });

  it('plays the demo, and only then lets its consent page be opened', { timeout: 120_000 }, async () => {
    const { client, shell } = await start(['--demo']);
    const consentPage = async () => {
      const { shops } = await client.shops.list({});
      return shops[0]?.redirectUri ?? 'http://127.0.0.1:1/';
    };
    expect(await codeOf(shell.openExternal({ url: await consentPage() }))).toBe('forbidden');
    const { run: imported } = await client.demo.start({});
    await expect
      .poll(async () => (await client.imports.get({ runId: imported.id })).state, { timeout: 90_000 })
      .toBe('completed');
    const { counts } = (await client.imports.get({ runId: imported.id })).progress;
    const { total } = await client.orders.window({ filter: {}, offset: 0, limit: 1 });
    expect([counts.failed, counts.created]).toEqual([0, total]);
    expect(total).toBeGreaterThan(300);
    expect(await shell.openExternal({ url: await consentPage() })).toEqual({ ok: true });
    expect(await shell.openExternal({ url: 'https://auth.login.yahoo.co.jp/' })).toEqual({ ok: true });
    for (const url of [
      'http://example.com/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'https://a:b@example.com/',
    ]) {
      expect(await codeOf(shell.openExternal({ url }))).toBe('forbidden');
    }
    const log = readFileSync(join(dir, 'data', 'logs', 'headless.log'), 'utf8');
    expect(log).not.toContain(token);
    expect(log).not.toContain('demo-store-secret');
  });
});
