import type { ShopSecrets } from '#main/malls/port.ts';
import type { SecretName } from '../ports/secret-store.ts';

/**
 * Writes secrets that only make sense together: all of them, or – when the keychain fails between two writes –
 * what was there before. Throws what the keychain threw.
 */
export async function putTogether(
  secrets: ShopSecrets,
  values: Partial<Record<SecretName, string>>,
): Promise<void> {
  const entries = Object.entries(values) as [SecretName, string][];
  const before = await Promise.all(entries.map(async ([name]) => [name, await secrets.lease(name)] as const));
  try {
    for (const [name, value] of entries) await secrets.put(name, value);
  } catch (error) {
    for (const [name, value] of before) {
      await (value === null ? secrets.remove(name) : secrets.put(name, value)).catch(() => undefined);
    }
    throw error;
  }
}
