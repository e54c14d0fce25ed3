import type { SharedVault } from '#main/core/ports/shared-vault.ts';

/** A shared vault for tests that look at other things; `given` are found by name for every owner. */
export function memoryVault(given: Readonly<Record<string, string>> = {}): SharedVault {
  const values = new Map<string, string>();
  const find = (owner: string, name: string) => values.get(`${owner}/${name}`) ?? given[name] ?? null;
  return {
    put: async (owner, name, value) => {
      values.set(`${owner}/${name}`, value);
    },
    lease: async (owner, name) => find(owner, name),
    has: async (owner, name) => find(owner, name) !== null,
    remove: async (owner, name) => {
      values.delete(`${owner}/${name}`);
    },
    seal: async (_purpose, text) => text,
    open: async (_purpose, sealed) => sealed,
  };
}
