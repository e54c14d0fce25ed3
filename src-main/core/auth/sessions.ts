import type { ConnectionEvent, ConsentMark, MallConnection, ShopSecrets } from '#main/malls/port.ts';
import type { ConsentStatus } from '#shared/contract/shops.ts';
import { sessionExpiredCode, sessionExpiredMessage } from '#shared/domain/auth-failure.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import type { ClockGuard } from '../clock/clock-guard.ts';
import { dependsOnClock } from '../clock/depends-on-clock.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { SessionRecord, ShopRecord } from '../ports/records.ts';
import type { SecretStore } from '../ports/secret-store.ts';
import type { SharedVault } from '../ports/shared-vault.ts';
import type { Store } from '../ports/store.ts';
import { advanceSession, type SessionEvent } from './advance-session.ts';
import { inScope } from './auth-failure.ts';
import { consentStatus, isUsable } from './consent-status.ts';
import { JobSecrets } from './job-secrets.ts';
import { shopSecrets } from './shop-secrets.ts';

const actor = 'system';

/** A session nothing is known of yet. */
export function emptySession(shopId: ShopId, scope: SessionScope): SessionRecord {
  return {
    shopId,
    scope,
    consentedAt: null,
    endedAt: null,
    endedReason: null,
    lastVerdict: null,
    lastVerdictAt: null,
    unsignedSince: null,
    key: null,
    certificate: null,
  };
}

export interface SessionsDeps {
  readonly store: Store;
  readonly secrets: SecretStore;
  readonly vault: SharedVault;
  readonly events: EventHub;
  readonly clockGuard: Pick<ClockGuard, 'requireNotRejected'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly terminalName: () => string;
}

/**
 * The sessions with each shop, this terminal's own and the shared ones: builds the connections that mall
 * adapters work with, and keeps what the mall said about them.
 */
export class Sessions {
  readonly #deps: SessionsDeps;

  constructor(deps: SessionsDeps) {
    this.#deps = deps;
  }

  get(shopId: ShopId, scope: SessionScope): SessionRecord {
    return this.#deps.store.session(shopId, scope) ?? emptySession(shopId, scope);
  }

  /**
   * Writes what happened to a session. The loss of the 28 days is told at once, since the 12 hours may be
   * over already (spec §2.1).
   */
  apply(shopId: ShopId, scope: SessionScope, event: SessionEvent): void {
    const { store, clock, terminalName } = this.#deps;
    const before = this.get(shopId, scope);
    const session = advanceSession(before, event);
    if (session === before) return;
    store.commit([{ kind: 'session.set', session }], { actor, terminal: terminalName(), at: clock.now() });
    if (event.kind === 'verdict') this.#warnIfDegraded(before, session);
  }

  status(shopId: ShopId, scope: SessionScope, consenting = false): ConsentStatus {
    return consentStatus(this.#deps.store.session(shopId, scope), this.#deps.clock.now(), consenting);
  }

  /** Throws AppError `consent_required` unless the scope's consent may be used for calls now. */
  requireConsent(shop: ShopRecord, scope: SessionScope): void {
    const status = this.status(shop.id, scope);
    if (isUsable(status)) return;
    const { state, reason } = status;
    // An expired session is known to be answered like this: the operator reads what the mall would have said.
    const said =
      state === 'expired' ? { mallCode: sessionExpiredCode, mallMessage: sessionExpiredMessage } : {};
    throw inScope(
      new AppError('consent_required', `The shop needs a consent (${state}: ${reason})`, {
        details: { state, reason, ...said },
      }),
      shop,
      scope,
    );
  }

  secretsOf(shopId: ShopId, scope: SessionScope): ShopSecrets {
    return shopSecrets(this.#deps, shopId, scope);
  }

  /** Whether this terminal can use a client secret of the shop. */
  hasClientSecret(shopId: ShopId): Promise<boolean> {
    return this.#deps.vault.has(shopId, 'client-secret');
  }

  /** A connection for one job in a scope. `secrets` may be replaced while a consent is on trial. */
  connection(shop: ShopRecord, scope: SessionScope, secrets?: ShopSecrets): MallConnection {
    const consentMark = (): ConsentMark => this.get(shop.id, scope).consentedAt;
    return {
      shop: { id: shop.id, sellerId: shop.sellerId, clientId: shop.clientId, environment: shop.environment },
      scope,
      certificate: scope === 'terminal' ? this.#presentable(shop.id) : null,
      secrets: secrets ?? new JobSecrets(this.secretsOf(shop.id, scope), this.#deps.clock, consentMark),
      beforeTokenRenewal: async () => {
        if (dependsOnClock(shop)) await this.#deps.clockGuard.requireNotRejected('token_refresh');
      },
      consentMark,
      report: (event) => {
        if (event.under === consentMark()) this.apply(shop.id, scope, sessionEventOf(event));
      },
    };
  }

  /** An expired certificate can only be refused, where none is asked for anyway (yahoo §2.6). */
  #presentable(shopId: ShopId): MallConnection['certificate'] {
    const { certificate } = this.get(shopId, 'terminal');
    if (certificate === null || certificate.expiresAt <= this.#deps.clock.now()) return null;
    return { fingerprint: certificate.fingerprint };
  }

  #warnIfDegraded(before: SessionRecord, after: SessionRecord): void {
    const { store, clock, events, log } = this.#deps;
    const now = clock.now();
    const was = consentStatus(before, now, false);
    const is = consentStatus(after, now, false);
    if (was.life !== 'signed' || is.life !== 'unsigned' || is.expiresAt === null) return;
    const verdict = after.lastVerdict ?? '';
    const { shopId, scope } = after;
    log.warn('The mall no longer accepts the public key of a session', { shopId, scope, verdict });
    events.publish([
      {
        type: 'sessionDegraded',
        shopId,
        shopName: store.shop(shopId)?.name ?? '',
        scope,
        verdict,
        expiresAt: is.expiresAt,
      },
    ]);
  }
}

function sessionEventOf(event: ConnectionEvent): SessionEvent {
  return event.kind === 'ended'
    ? { kind: 'ended', reason: event.error.code, at: event.at }
    : { kind: 'verdict', value: event.value, at: event.at };
}
