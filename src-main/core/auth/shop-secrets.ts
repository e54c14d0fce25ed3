import type { ShopSecrets } from '#main/malls/port.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import type { SecretName, SecretStore } from '../ports/secret-store.ts';
import type { SharedVault } from '../ports/shared-vault.ts';

/** Secrets that belong to the shop itself, whichever scope works with them. */
const alwaysShared: ReadonlySet<SecretName> = new Set<SecretName>(['client-secret']);

/** One shop's secrets as one scope may use them: this PC's keychain, or the shared vault (spec §2.1). */
export function shopSecrets(
  stores: { readonly secrets: SecretStore; readonly vault: SharedVault },
  shopId: ShopId,
  scope: SessionScope,
): ShopSecrets {
  const { secrets, vault } = stores;
  const isShared = (name: SecretName) => scope === 'shared' || alwaysShared.has(name);
  const ref = (name: SecretName) => ({ scope: 'terminal' as const, shopId, name });
  return {
    lease: (name) => (isShared(name) ? vault.lease(shopId, name) : secrets.lease(ref(name))),
    put: (name, value) => (isShared(name) ? vault.put(shopId, name, value) : secrets.put(ref(name), value)),
    remove: (name) => (isShared(name) ? vault.remove(shopId, name) : secrets.remove(ref(name))),
  };
}
