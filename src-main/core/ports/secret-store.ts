import type { ShopId } from '#shared/domain/ids.ts';

/** What is kept secret per shop. Names, never values, may appear in logs. */
export const secretNames = [
  'client-secret',
  'public-key',
  'public-key-version',
  'refresh-token',
  'access-token',
  'api-certificate',
  'api-certificate-key',
] as const;
export type SecretName = (typeof secretNames)[number];

/** What this PC keeps for itself, besides the shops' secrets: the key that opens the shared vault. */
export const terminalSecretNames = ['vault-key'] as const;

/** One secret of this PC; the shared scope's lie in the `SharedVault`. `shopId` null: not of any one shop. */
export interface SecretRef {
  readonly scope: 'terminal';
  readonly shopId: ShopId | null;
  readonly name: SecretName | (typeof terminalSecretNames)[number];
}

/**
 * The OS keychain behind main. The data host writes, asks, deletes, and reads by lease for the job in
 * hand; it keeps no copy longer than that. Throws AppError `keychain_unavailable` when the store fails.
 */
export interface SecretStore {
  put(ref: SecretRef, value: string): Promise<void>;
  /** The value, or null when there is none. */
  lease(ref: SecretRef): Promise<string | null>;
  has(ref: SecretRef): Promise<boolean>;
  remove(ref: SecretRef): Promise<void>;
  /** Where values go: the OS keychain, or (none available) this run's memory only, and why. */
  status(): Promise<{ kind: 'keychain' | 'memory'; reason: string }>;
}
