import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RPCLink } from '@orpc/client/message-port';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDemoMall } from '#main/demo-mall/start-demo-mall.ts';
import {
  controlProtocolVersion,
  type HostMessage,
  type HostOptions,
  hostMessageSchema,
  type MainMessage,
} from '#main/host/control-protocol.ts';
import { productionEndpoints } from '#main/malls/endpoints.ts';
import { MemorySecretStore } from '#main/secrets/memory-secret-store.ts';
import { createContractClient, linkHeaders } from '#shared/contract/client.ts';
import { hostContract } from '#shared/contract/index.ts';

let dir: string;
const hosts: ChildProcess[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'juchuban-data-host-'));
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

/** Main's side of the control channel: remembers what the host says and sends what a test wants. */
function launch() {
  const entry = fileURLToPath(new URL('../../src-main/host/data-host.ts', import.meta.url));
  const host = fork(entry, { serialization: 'advanced', silent: true });
  hosts.push(host);
  const said: HostMessage[] = [];
  const listeners = new Set<(message: HostMessage) => void>();
  host.on('message', (raw) => {
    const message = hostMessageSchema.parse(raw);
    said.push(message);
    for (const listener of listeners) listener(message);
  });
  const send = (message: MainMessage | object) => host.send(message);
  const heard = (type: HostMessage['type']) =>
    expect.poll(() => said.map((message) => message.type), { timeout: 40_000 }).toContain(type);
  const exit = once(host, 'exit').then(([code]) => code as number | null);
  const start = async (change: Partial<HostOptions> = {}) => {
    await heard('hello');
    const options: HostOptions = {
      hostKind: 'child-process',
      dataDir: dir,
      endpoints: productionEndpoints,
      appVersion: '9.9.9',
      terminalName: '受付1',
      demoAvailable: true,
      logLevel: 'debug',
      ...change,
    };
    send({ type: 'start', protocol: controlProtocolVersion, options });
  };
  /** A renderer's client through one relayed port. */
  const client = (portId: string) => {
    send({ type: 'port-open', portId });
    const port = {
      postMessage: (data: unknown) => {
        send({ type: 'port-message', portId, data });
      },
      on: (event: string, listener: (message?: { data: unknown }) => void) => {
        if (event === 'close') return;
        listeners.add((message) => {
          if (message.type === 'port-message' && message.portId === portId) listener({ data: message.data });
        });
      },
    };
    return createContractClient(hostContract, new RPCLink({ port, headers: linkHeaders }), randomUUID);
  };
  return { host, said, send, heard, exit, start, client, listeners };
}

/** Main's side of the keychain. */
function answerSecrets(main: ReturnType<typeof launch>, secrets: MemorySecretStore): void {
  main.listeners.add(async (message) => {
    if (message.type !== 'secret-request') return;
    const { id, call } = message;
    const value =
      call.op === 'status'
        ? await secrets.status()
        : call.op === 'put'
          ? await secrets.put(call.ref, call.value)
          : await secrets[call.op](call.ref);
    main.send({ type: 'secret-answer', id, answer: { op: call.op, value } });
  });
}

describe('data host as a child process', () => {
  it('starts, serves several ports, and stops in order', async () => {
    const main = launch();
    await main.start();
    await main.heard('ready');
    const [one, two] = [main.client('port-1'), main.client('port-2')];
    answerSecrets(main, new MemorySecretStore('test'));
    expect(await one.system.info({})).toMatchObject({
      appVersion: '9.9.9',
      hostKind: 'child-process',
      terminalName: '受付1',
      secretStore: { kind: 'memory', reason: 'test' },
    });
    const events = await two.system.events({});
    expect(await events.next()).toMatchObject({ value: { type: 'ready' } });
    main.send({ type: 'port-close', portId: 'port-1' });
    expect(await two.shops.list({})).toEqual({ shops: [] });
    expect(getPriority(main.host.pid)).toBeGreaterThanOrEqual(process.platform === 'win32' ? 0 : 5);

    main.send({ type: 'stop', graceMs: 5_000 });
    expect(await main.exit).toBe(0);
    expect(main.said.map((message) => message.type)).toContain('stopped');
    expect(main.said).toContainEqual({ type: 'port-close', portId: 'port-2' });
    // Closed in order: SQLite removes its write-ahead log with the last connection.
    expect(readdirSync(dir).filter((name) => name.endsWith('-wal'))).toEqual([]);
  });

  it('keeps secrets with main and out of everything it writes', async () => {
    const main = launch();
    const canary = `canary-${randomUUID()}`;
    const secrets = new MemorySecretStore('test');
    answerSecrets(main, secrets);
    await main.start();
    await main.heard('ready');
    const shop = await main.client('port-1').shops.create({
      shop: {
        mall: 'yahoo',
        name: '本店',
        sellerId: 'honten',
        clientId: 'id',
        environment: 'production',
        redirectMethod: 'paste',
        redirectUri: 'https://example.com/cb',
      },
      clientSecret: canary,
    });
    expect(shop.hasClientSecret).toBe(true);
    // The secret itself lies sealed in the database; the keychain holds what opens it.
    expect(await secrets.has({ scope: 'terminal', shopId: null, name: 'vault-key' })).toBe(true);
    main.send({ type: 'stop', graceMs: 5_000 });
    expect(await main.exit).toBe(0);
    const written = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    for (const file of written)
      expect(readFileSync(join(file.parentPath, file.name)).includes(canary)).toBe(false);
    const toPage = main.said.filter((message) => message.type === 'port-message');
    expect(JSON.stringify(toPage)).not.toContain(canary);
  });

  it('plays the demo through main', { timeout: 120_000 }, async () => {
    const main = launch();
    const mall = await startDemoMall();
    main.listeners.add(async (message) => {
      if (message.type === 'demo-request') {
        const { agree, close, ...facts } = mall;
        const { id, call } = message;
        if (call.op === 'start')
          main.send({ type: 'demo-answer', id, answer: { op: 'start', value: facts } });
        else
          main.send({
            type: 'demo-answer',
            id,
            answer: { op: 'agree', value: await agree(call.authorizationUrl) },
          });
      }
    });
    answerSecrets(main, new MemorySecretStore('test'));
    try {
      await main.start();
      await main.heard('ready');
      const client = main.client('port-1');
      const { run } = await client.demo.start({});
      await expect
        .poll(async () => (await client.imports.get({ runId: run.id })).state, { timeout: 30_000 })
        .toBe('completed');
      const { total } = await client.orders.window({ filter: {}, offset: 0, limit: 1 });
      expect(total).toBeGreaterThan(300);
    } finally {
      await mall.close();
    }
  });

  it('says why it cannot start, and leaves', async () => {
    writeFileSync(join(dir, 'juchuban.db'), 'this is no database, whatever its name says'.repeat(100));
    const main = launch();
    await main.start();
    expect(await main.exit).toBe(1);
    const failed = main.said.find((message) => message.type === 'failed');
    expect(failed?.type === 'failed' && failed.error.code).toBe('db_corrupt');
  });

  it('does not share a database with another host', async () => {
    const first = launch();
    await first.start();
    await first.heard('ready');
    const second = launch();
    await second.start();
    expect(await second.exit).toBe(1);
    const failed = second.said.find((message) => message.type === 'failed');
    expect(failed?.type === 'failed' && failed.error.code).toBe('db_locked');
  });

  it('drops what does not fit the protocol and goes on', async () => {
    const main = launch();
    await main.start();
    await main.heard('ready');
    for (const garbage of [
      {},
      { type: 'x' },
      { type: 'stop' },
      { type: 'port-message', portId: 'p', data: { a: 1 } },
    ]) {
      main.send(garbage);
    }
    main.send({ type: 'port-message', portId: 'never-opened', data: 'x' });
    main.send({ type: 'port-open', portId: 'port-1' });
    main.send({ type: 'port-message', portId: 'port-1', data: '{"no":"request"' });
    expect(await main.client('port-2').shops.list({})).toEqual({ shops: [] });
  });

  it('refuses a main that speaks another protocol', async () => {
    const main = launch();
    await main.heard('hello');
    const options = {
      hostKind: 'child-process',
      dataDir: dir,
      endpoints: productionEndpoints,
      appVersion: '1',
    };
    const rest = { terminalName: 't', demoAvailable: false, logLevel: 'info' };
    main.send({ type: 'start', protocol: controlProtocolVersion + 1, options: { ...options, ...rest } });
    expect(await main.exit).toBe(1);
    expect(main.said.map((message) => message.type)).toContain('failed');
  });

  it('ends when main is gone', async () => {
    const main = launch();
    await main.start();
    await main.heard('ready');
    main.host.disconnect();
    expect(await main.exit).toBe(0);
  });
});
