import type { ConnectionEvent, MallConnection, ShopSecrets } from '#main/malls/port.ts';
import type { ConsentStatus } from '#shared/contract/shops.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { ClockGuard } from '../clock/clock-guard.ts';
import { dependsOnClock } from '../clock/depends-on-clock.ts';
import type { Clock } from '../ports/clock.ts';
import type { SecretName, SecretStore } from '../ports/secret-store.ts';
import type { ShopRecord, Store, TerminalSessionRecord } from '../ports/store.ts';
import { acceptedVerdict, consentStatus } from './consent-status.ts';
import { JobSecrets } from './job-secrets.ts';

/** Secrets that belong to the shop and so to every terminal; the rest is this PC's own (spec §2.1). */
const sharedSecrets: ReadonlySet<SecretName> = new Set<SecretName>(['client-secret']);

const actor = 'system';

/** A session nothing is known of yet. */
export function emptySession(shopId: ShopId): TerminalSessionRecord {
  return {
    shopId,
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

/**
 * This terminal's session with each shop: builds the connections that mall adapters work with, and keeps
 * what the mall said about them.
 */
export class TerminalSessions {
  readonly #store: Store;
  readonly #secrets: SecretStore;
  readonly #clock: Clock;
  readonly #clockGuard: Pick<ClockGuard, 'requireNotRejected'>;
  readonly #terminalName: () => string;

  constructor(deps: {
    store: Store;
    secrets: SecretStore;
    clock: Clock;
    clockGuard: Pick<ClockGuard, 'requireNotRejected'>;
    terminalName: () => string;
  }) {
    this.#store = deps.store;
    this.#secrets = deps.secrets;
    this.#clock = deps.clock;
    this.#clockGuard = deps.clockGuard;
    this.#terminalName = deps.terminalName;
  }

  get(shopId: ShopId): TerminalSessionRecord {
    return this.#store.session(shopId) ?? emptySession(shopId);
  }

  /** Writes what changed in this terminal's session. */
  set(shopId: ShopId, patch: Partial<Omit<TerminalSessionRecord, 'shopId'>>): void {
    const session = { ...this.get(shopId), ...patch };
    this.#store.commit([{ kind: 'session.set', session }], {
      actor,
      terminal: this.#terminalName(),
      at: this.#clock.now(),
    });
  }

  status(shopId: ShopId, consenting = false): ConsentStatus {
    return consentStatus(this.#store.session(shopId), this.#clock.now(), consenting);
  }

  /** Throws AppError `consent_required` unless this terminal may call the shop's mall now. */
  requireConsent(shop: ShopRecord): void {
    const status = this.status(shop.id);
    if (status.state === 'signed' || status.state === 'unsigned') return;
    throw new AppError('consent_required', `The shop needs a consent (${status.state}: ${status.reason})`, {
      details: { shopName: shop.name, state: status.state, reason: status.reason },
    });
  }

  /** The shop's secrets as this terminal may use them. */
  secretsOf(shopId: ShopId): ShopSecrets {
    const ref = (name: SecretName) => ({
      scope: sharedSecrets.has(name) ? ('shared' as const) : ('terminal' as const),
      shopId,
      name,
    });
    return {
      lease: (name) => this.#secrets.lease(ref(name)),
      put: (name, value) => this.#secrets.put(ref(name), value),
      remove: (name) => this.#secrets.remove(ref(name)),
    };
  }

  /** A connection for one job of manual work on this terminal. `secrets` may be replaced while a consent is on trial. */
  connection(
    shop: ShopRecord,
    secrets: ShopSecrets = new JobSecrets(this.secretsOf(shop.id), this.#clock),
  ): MallConnection {
    return {
      shop: { id: shop.id, sellerId: shop.sellerId, clientId: shop.clientId, environment: shop.environment },
      scope: 'terminal',
      certificate: this.#presentable(shop.id),
      secrets,
      beforeTokenRenewal: async () => {
        if (dependsOnClock(shop)) await this.#clockGuard.requireNotRejected('token_refresh');
      },
      report: (event) => this.#record(shop.id, event),
    };
  }

  /** An expired certificate can only be refused, where none is asked for anyway (yahoo §2.6). */
  #presentable(shopId: ShopId): MallConnection['certificate'] {
    const { certificate } = this.get(shopId);
    if (certificate === null || certificate.expiresAt <= this.#clock.now()) return null;
    return { fingerprint: certificate.fingerprint };
  }

  #record(shopId: ShopId, event: ConnectionEvent): void {
    const before = this.get(shopId);
    if (event.kind === 'ended') {
      if (before.endedAt === null) this.set(shopId, { endedAt: event.at, endedReason: event.error.code });
      return;
    }
    const unsignedSince =
      event.value === acceptedVerdict ? before.unsignedSince : (before.unsignedSince ?? event.at);
    // Thousands of calls carry the same verdict: only a changed one is worth a write.
    if (before.lastVerdict === event.value && before.unsignedSince === unsignedSince) return;
    this.set(shopId, { lastVerdict: event.value, lastVerdictAt: event.at, unsignedSince });
  }
}
