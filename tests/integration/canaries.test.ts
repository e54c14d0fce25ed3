import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { RPCLink } from '@orpc/client/websocket';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createContractClient, linkHeaders } from '#shared/contract/client.ts';
import { hostContract } from '#shared/contract/index.ts';
import { startYahooSimulator } from '#simulators/yahoo/index.ts';
import {
  collectCanaries,
  filesBelow,
  leaks,
  mistakenPrivateKey,
  type Place,
  plantedSecret,
  tableValues,
} from '../support/canaries.ts';
import { playSecretFlow } from '../support/secret-flow.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'juchuban-canaries-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the search itself', () => {
  const canaries = new Map([['secret', 'canary-0123456789abcdef']]);
  it.each([
    ['plain', (text: string) => text],
    ['base64', (text: string) => Buffer.from(text).toString('base64')],
    ['base64 in the midst of other bytes', (text: string) => Buffer.from(`ab${text}yz`).toString('base64')],
    ['base64url', (text: string) => Buffer.from(`a${text}z`).toString('base64url')],
    ['hexadecimal', (text: string) => Buffer.from(text).toString('hex').toUpperCase()],
  ])('finds a secret in %s', (_how, disguise) => {
    const content = Buffer.from(`before ${disguise('canary-0123456789abcdef')} after`);
    expect(leaks([{ name: 'file', content }], canaries)).toEqual(['secret in file']);
  });
});

it('no secret is in the database, settings, logs, output or answers of the headless host', async () => {
  const simulator = await startYahooSimulator({
    requestsPerSecond: null,
    // Shorter than the product's margin before the end: the refresh token is used again and again.
    settings: { accessTokenMs: 30_000 },
    shops: [{ sellerId: 'canary-store', clientSecret: plantedSecret(), orders: { count: 30 } }],
  });
  const [account] = simulator.accounts;
  if (account === undefined) throw new Error('the simulator has a shop');
  const endpoints = join(dir, 'endpoints.json');
  writeFileSync(endpoints, JSON.stringify({ ...simulator.endpoints, 'yahoo.requestsPerSecond': 1_000 }));
  const token = `canary-${randomBytes(18).toString('hex')}`;
  const dataDir = join(dir, 'data');
  const host = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('../../src-main/host/headless.ts', import.meta.url)),
      ...['--data-dir', dataDir, '--port', '0', '--token', token],
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      // No keychain of the person who runs the tests.
      env: {
        ...process.env,
        DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus',
        JUCHUBAN_ENDPOINTS: endpoints,
      },
    },
  );
  const places: Place[] = [];
  host.stdout.on('data', (content: Buffer) => places.push({ name: 'standard output', content }));
  host.stderr.on('data', (content: Buffer) => places.push({ name: 'standard error', content }));
  try {
    const [line] = (await once(createInterface({ input: host.stdout }), 'line')) as [string];
    const { url } = JSON.parse(line) as { url: string };
    const socket = new WebSocket(`${url.replace('http', 'ws')}/rpc`, {
      headers: { authorization: `Bearer ${token}` },
    });
    socket.binaryType = 'arraybuffer';
    socket.on('message', (data: ArrayBuffer | Buffer) => {
      places.push({ name: 'answer', content: Buffer.from(data as ArrayBuffer) });
    });
    const link = new RPCLink({
      websocket: socket as unknown as globalThis.WebSocket,
      headers: linkHeaders,
    });
    const client = createContractClient(hostContract, link, randomUUID);
    const events = await client.system.events({});
    await events.next();

    const privateKey = mistakenPrivateKey();
    const outcome = await playSecretFlow(client, account, privateKey);
    expect(outcome).toMatchObject({ state: 'completed', created: 30 });
    expect(outcome.codes).not.toContain('no failure');

    const canaries = collectCanaries({
      account,
      privateKey,
      journal: simulator.control.journal(),
      more: { 'token of the host': token },
    });
    const names = [...canaries.keys()].join();
    for (const name of [
      'client secret',
      'public key',
      'private key',
      'access token',
      'refresh_token',
      'code',
    ])
      expect(names).toContain(name);
    const answers = places.filter(({ name }) => name === 'answer');
    expect(Buffer.concat(answers.map(({ content }) => content)).includes(account.sellerId)).toBe(true);

    // While it runs there is a WAL; after it there is none.
    const running = [...filesBelow(dataDir), ...tableValues(join(dataDir, 'juchuban.db'))];
    expect(running.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['juchuban.db', 'juchuban.db-wal', 'logs/headless.log', 'terminal.json']),
    );
    expect(leaks([...places, ...running], canaries)).toEqual([]);
    const exit = once(host, 'close');
    host.kill('SIGTERM');
    await exit;
    expect(leaks([...places, ...filesBelow(dataDir)], canaries)).toEqual([]);
  } finally {
    host.kill('SIGKILL');
    await simulator.close();
  }
});
