import type { FraudRelease } from '#shared/contract/fraud.ts';
import type { ExpiryWarning } from '#shared/domain/expiry.ts';

/**
 * The operating system's own notifications, where there is a desktop. Facts only: the words are the shell's,
 * in its language. Throws nothing; what cannot be shown is still in the banner.
 */
export interface Notifier {
  expiry(warnings: readonly ExpiryWarning[]): void;
  /** Fraud holds that were just lifted, each told once (spec §4.1). */
  fraudReleases(releases: readonly FraudRelease[]): void;
}
