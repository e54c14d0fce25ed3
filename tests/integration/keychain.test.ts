import { type ChildProcess, fork } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SecretRef } from '#main/core/ports/secret-store.ts';
import type { KeychainQuestion } from './support/keychain-child.ts';
import { type SecretServiceSession, startSecretService } from './support/secret-service.ts';

const shopId = '5a0c1c2e-9d0b-4c57-8f0e-2b9f4f6b9a01';
const ref: SecretRef = { scope: 'terminal', shopId, name: 'public-key' };

let session: SecretServiceSession;
let terminalId: string;
const children: ChildProcess[] = [];

/** A process that uses the keychain; the library reads its bus from the environment only once. */
function startProcess(env: NodeJS.ProcessEnv) {
  const child = fork(fileURLToPath(new URL('support/keychain-child.ts', import.meta.url)), { env });
  children.push(child);
  let count = 0;
  const ask = async (question: KeychainQuestion): Promise<unknown> => {
    const id = ++count;
    child.send({ id, question });
    for (;;) {
      const [reply] = await once(child, 'message');
      if (reply.id !== id) continue;
      if (reply.failure !== undefined) throw new Error(reply.failure);
      return reply.value;
    }
  };
  const open = (id = terminalId) => ask({ op: 'open', terminalId: id });
  return { ask, open };
}

beforeAll(async () => {
  session = await startSecretService();
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }
});
afterAll(() => session.close());

describe('keychain (real Secret Service)', () => {
  beforeAll(() => {
    terminalId = randomUUID();
  });

  it('keeps a short and a long value from one process to the next', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 4096 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(pem.length).toBeGreaterThan(3_000);
    const secretRef: SecretRef = { ...ref, name: 'client-secret' };
    const first = startProcess(session.env);
    expect(await first.open()).toEqual({ kind: 'keychain', reason: '' });
    await first.ask({ op: 'put', ref, value: pem });
    await first.ask({ op: 'put', ref: secretRef, value: 'ひみつ 🔑' });

    const second = startProcess(session.env);
    await second.open();
    expect(await second.ask({ op: 'lease', ref })).toBe(pem);
    expect(await second.ask({ op: 'lease', ref: secretRef })).toBe('ひみつ 🔑');
    expect(await second.ask({ op: 'has', ref })).toBe(true);
    await second.ask({ op: 'remove', ref });
    expect(await second.ask({ op: 'has', ref })).toBe(false);
    expect(await second.ask({ op: 'lease', ref })).toBeNull();
  });

  it('replaces a long value by a short one and back', async () => {
    const { ask, open } = startProcess(session.env);
    await open();
    for (const value of ['x'.repeat(5_000), 'short', 'y'.repeat(2_500), '']) {
      await ask({ op: 'put', ref, value });
      expect(await ask({ op: 'lease', ref })).toBe(value);
    }
  });

  it('does not mix calls that overlap', async () => {
    const { ask, open } = startProcess(session.env);
    await open();
    const values = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(3_000));
    await Promise.all(values.map((value) => ask({ op: 'put', ref, value })));
    expect(await ask({ op: 'lease', ref })).toBe(values.at(-1));
  });

  it('gives each terminal, shop and name an entry of its own', async () => {
    const { ask, open } = startProcess(session.env);
    await open();
    await ask({ op: 'put', ref, value: 'mine' });
    const others: SecretRef[] = [
      { ...ref, shopId: null },
      { ...ref, shopId: randomUUID() },
      { ...ref, name: 'refresh-token' },
    ];
    for (const other of others) expect(await ask({ op: 'has', ref: other })).toBe(false);
    await open(randomUUID());
    expect(await ask({ op: 'has', ref })).toBe(false);
    expect(await ask({ op: 'raw', account: `${terminalId}/${shopId}/public-key/terminal` })).toBe('v1:mine');
  });

  it('leaves no trial entry behind', async () => {
    const { ask, open } = startProcess(session.env);
    await open();
    expect(await ask({ op: 'raw', account: `${terminalId}/probe` })).toBeNull();
  });
});

describe('no keychain', () => {
  it('keeps secrets for this run only, says why, and never turns to the kernel’s keyring', async () => {
    const env = { ...session.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
    const first = startProcess(env);
    expect(await first.open()).toMatchObject({ kind: 'memory', reason: expect.stringMatching(/\S/) });
    await first.ask({ op: 'put', ref, value: 'for this run' });
    expect(await first.ask({ op: 'lease', ref })).toBe('for this run');
    const second = startProcess(env);
    await second.open();
    expect(await second.ask({ op: 'has', ref })).toBe(false);
    await expect(second.ask({ op: 'raw', account: 'any' })).rejects.toThrow('keychain_unavailable');
  });
});
