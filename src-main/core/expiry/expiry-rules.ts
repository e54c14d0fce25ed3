import type { ExpiryEffect, ExpiryKind, RenewAction } from '#shared/domain/expiry.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';

const hour = 3_600_000;
const day = 24 * hour;

export interface ExpiryRule {
  /** How long before the end to warn, longest first (spec §2.5). */
  readonly distances: readonly number[];
  /** From here on it is `urgent`. */
  readonly urgentMs: number;
}

const keyRule: ExpiryRule = { distances: [30 * day, 10 * day, 3 * day, day], urgentMs: 3 * day };

const consentRule: ExpiryRule = { distances: [3 * day, day, 2 * hour], urgentMs: day };

/** The distances of spec §2.5: days for keys and certificates, hours too for consents. */
export function ruleOf(kind: ExpiryKind): ExpiryRule {
  return kind === 'consent' ? consentRule : keyRule;
}

const worksOf: Readonly<Record<SessionScope, readonly ExpiryEffect[]>> = {
  terminal: ['manual_import'],
  shared: ['auto_import', 'stock_link'],
};

/**
 * What stops with it. Without its public key a Yahoo consent goes on, but for 12 hours only (yahoo §1.4);
 * the API certificate is no longer asked for (yahoo §2.6), so nothing does.
 */
export function effectsOf(kind: ExpiryKind, scope: SessionScope): ExpiryEffect[] {
  if (kind === 'public_key') return ['signing'];
  if (kind === 'certificate') return [];
  return [...worksOf[scope]];
}

export function renewalOf(kind: ExpiryKind, scope: SessionScope): RenewAction {
  switch (kind) {
    case 'consent':
      return scope === 'terminal' ? 'start_consent' : 'email_auth';
    case 'public_key':
      return 'replace_key';
    case 'certificate':
      return 'replace_certificate';
    default:
      return 'renew_api_key';
  }
}
