import { beforeEach, describe, expect, it } from 'vitest';
import type { SecretName } from '../ports/secret-store.ts';
import { JobSecrets } from './job-secrets.ts';

let values: Map<SecretName, string>;
let asked: number;
/** When the keychain answers what it found. */
let isAnswered: Promise<void>;
let now: number;
let consentMark: number;
let secrets: JobSecrets;

beforeEach(() => {
  values = new Map([['access-token', 'old']]);
  asked = 0;
  isAnswered = Promise.resolve();
  now = 1_000;
  const base = {
    lease: async (name: SecretName) => {
      asked += 1;
      const value = values.get(name) ?? null;
      await isAnswered;
      return value;
    },
    put: async (name: SecretName, value: string) => void values.set(name, value),
    remove: async (name: SecretName) => void values.delete(name),
  };
  consentMark = 1;
  secrets = new JobSecrets(base, { now: () => now }, () => consentMark);
});

describe('the secrets of a job', () => {
  it('ask the keychain once for many calls, also for what is not there', async () => {
    for (let call = 0; call < 100; call++) {
      expect(await secrets.lease('access-token')).toBe('old');
      expect(await secrets.lease('public-key')).toBeNull();
    }
    expect(asked).toBe(2);
  });

  it('see those of a new consent at once, also when it came while the keychain was asked', async () => {
    await secrets.lease('access-token');
    values.set('access-token', 'new');
    consentMark = 2;
    expect(await secrets.lease('access-token')).toBe('new');
    const { promise: slowly, resolve } = Promise.withResolvers<void>();
    isAnswered = slowly;
    const asking = secrets.lease('refresh-token');
    values.set('refresh-token', 'new');
    consentMark = 3;
    isAnswered = Promise.resolve();
    await secrets.lease('public-key');
    resolve();
    await asking;
    expect(await secrets.lease('refresh-token')).toBe('new');
  });

  it('see what was renewed elsewhere half a minute later at the latest, whatever the clock does', async () => {
    await secrets.lease('access-token');
    values.set('access-token', 'new');
    now += 29_999;
    expect(await secrets.lease('access-token')).toBe('old');
    now += 1;
    expect(await secrets.lease('access-token')).toBe('new');
    now -= 3_600_000;
    values.set('access-token', 'newer');
    expect(await secrets.lease('access-token')).toBe('newer');
  });

  it('see their own writes at once', async () => {
    await secrets.lease('access-token');
    await secrets.put('access-token', 'renewed');
    expect(await secrets.lease('access-token')).toBe('renewed');
    expect(values.get('access-token')).toBe('renewed');
    await secrets.remove('access-token');
    expect(await secrets.lease('access-token')).toBeNull();
  });
});
