import type { ExpiryWarning } from '#shared/domain/expiry.ts';

/**
 * The operating system's own notifications, where there is a desktop. Facts only: the words are the shell's,
 * in its language. Throws nothing; what cannot be shown is still in the banner.
 */
export interface Notifier {
  expiry(warnings: readonly ExpiryWarning[]): void;
}
