import type { SecretStore } from '#main/core/ports/secret-store.ts';

/**
 * A keychain in memory for tests that look at other things: the secrets are those of `values`, by name, whatever the
 * shop, and what is put is found there.
 */
export function memorySecrets(values: Record<string, string> = {}): SecretStore {
  return {
    put: async ({ name }, value) => {
      values[name] = value;
    },
    lease: async ({ name }) => values[name] ?? null,
    has: async ({ name }) => name in values,
    remove: async ({ name }) => {
      delete values[name];
    },
    status: async () => ({ kind: 'memory', reason: 'test' }),
  };
}
