import type { ExpiryWarning } from '#shared/domain/expiry.ts';
import type { Notice } from '#shared/domain/notice.ts';

/**
 * The desktop around the host: its notifications and its badge. Facts only: the words are the shell's, in its language,
 * and so is what the person wants to be told of and when. Throws nothing; what cannot be shown is still in the window.
 */
export interface Notifier {
  expiry(warnings: readonly ExpiryWarning[]): void;
  /** Each once, oldest first. */
  notices(notices: readonly Notice[]): void;
  /** How many orders wait to be looked at, whenever that is another number. */
  waiting(orders: number): void;
}
