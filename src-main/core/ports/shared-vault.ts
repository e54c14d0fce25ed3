/** Whose a shared secret is: a shop's id, or `all` for what belongs to the whole company. */
export type VaultOwner = string;

/**
 * Secrets of the shared scope: kept where every terminal can read them, but only as ciphertext; the key that
 * opens them lies in each terminal's keychain. Throws AppError `shared_secret_unreadable` when this terminal's
 * key is not the one a value was sealed with, and `keychain_unavailable`.
 */
export interface SharedVault {
  put(owner: VaultOwner, name: string, value: string): Promise<void>;
  /** The value, or null when there is none. */
  lease(owner: VaultOwner, name: string): Promise<string | null>;
  /** Whether there is a value that this terminal can read. Opens nothing. */
  has(owner: VaultOwner, name: string): Promise<boolean>;
  remove(owner: VaultOwner, name: string): Promise<void>;
  /** Encrypts a text that is stored elsewhere; only `open` with the same purpose gives it back. */
  seal(purpose: string, text: string): Promise<string>;
  open(purpose: string, sealed: string): Promise<string>;
}
