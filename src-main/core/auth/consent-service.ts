import { randomUUID } from 'node:crypto';
import type { MallPort, PendingConsent } from '#main/malls/port.ts';
import { AppError, type ErrorDetails } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { ClockGuard } from '../clock/clock-guard.ts';
import { dependsOnClock } from '../clock/depends-on-clock.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { LoopbackReceiver } from '../ports/loopback-receiver.ts';
import type { ShopRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import { consentOf, redeemConsent } from './redeem-consent.ts';
import { redirectUriOf } from './redirect-uri.ts';
import type { Sessions } from './sessions.ts';

/** How long a person may take between opening the browser and bringing the code back. */
export const attemptLifeMs = 30 * 60_000;

export type AttemptState = 'waiting' | 'redeeming' | 'done' | 'failed' | 'cancelled' | 'expired';

interface Attempt {
  readonly id: string;
  readonly shopId: ShopId;
  readonly pending: PendingConsent;
  readonly expiresAt: number;
  readonly abort: AbortController;
  state: AttemptState;
  error: { code: string; details: ErrorDetails } | null;
}

/**
 * 「リフレッシュトークン更新」: one consent by browser for this terminal (spec §2.1). Attempts live in memory
 * only: their verifier is a secret, and a restarted host asks for a new consent.
 */
export class ConsentService {
  readonly #deps: {
    store: Store;
    sessions: Sessions;
    mallOf: (shop: ShopRecord) => MallPort;
    loopback: LoopbackReceiver;
    clockGuard: Pick<ClockGuard, 'requireGoodClock'>;
    clock: Clock;
    log: Logger;
  };
  readonly #attempts = new Map<string, Attempt>();

  constructor(deps: {
    store: Store;
    sessions: Sessions;
    mallOf: (shop: ShopRecord) => MallPort;
    loopback: LoopbackReceiver;
    clockGuard: Pick<ClockGuard, 'requireGoodClock'>;
    clock: Clock;
    log: Logger;
  }) {
    this.#deps = deps;
  }

  /** Whether a browser is open for this shop right now. */
  isConsenting(shopId: ShopId): boolean {
    return [...this.#attempts.values()].some(
      (attempt) => attempt.shopId === shopId && this.#stateOf(attempt) === 'waiting',
    );
  }

  /**
   * Starts an attempt; a shop's earlier one is cancelled. Throws AppError `not_found`, `redirect_uri_invalid`,
   * and the clock guard's `clock_*`: a wrong clock is met before the browser opens.
   */
  async begin(shopId: ShopId): Promise<{
    attemptId: string;
    authorizationUrl: string;
    redirectUri: string;
    expiresAt: number;
    shop: ShopRecord;
  }> {
    const shop = this.#shop(shopId);
    const redirectUri = redirectUriOf(shop);
    if (dependsOnClock(shop)) await this.#deps.clockGuard.requireGoodClock('consent_begin');
    for (const attempt of this.#attempts.values()) {
      if (attempt.shopId === shopId && isOpen(attempt)) this.#close(attempt, 'cancelled');
    }
    const pending = await consentOf(this.#deps.mallOf(shop)).begin(
      this.#deps.sessions.connection(shop, 'terminal'),
      redirectUri,
    );
    const attempt: Attempt = {
      id: randomUUID(),
      shopId,
      pending,
      expiresAt: this.#deps.clock.now() + attemptLifeMs,
      abort: new AbortController(),
      state: 'waiting',
      error: null,
    };
    if (shop.redirectMethod === 'loopback') await this.#receiveByLoopback(attempt);
    this.#forgetOld();
    this.#attempts.set(attempt.id, attempt);
    return {
      attemptId: attempt.id,
      authorizationUrl: pending.authorizationUrl,
      redirectUri,
      expiresAt: attempt.expiresAt,
      shop,
    };
  }

  /**
   * Redeems the redirected address, proves with one small call that the mall lets this consent read the shop,
   * and only then replaces what was kept. Throws the errors of `MallConsent.redeem`, `consent_attempt_expired`,
   * the mall's refusal of the shop (`mall_seller_*`, `mall_not_permitted` …), and the clock guard's `clock_*`
   * (nothing has been sent then; the attempt stays open).
   */
  async complete(attemptId: string, redirected: string): Promise<ShopRecord> {
    const attempt = this.#attempts.get(attemptId);
    const state = attempt === undefined ? 'expired' : this.#stateOf(attempt);
    if (attempt === undefined || state === 'expired' || state === 'cancelled') {
      throw new AppError('consent_attempt_expired', 'This consent attempt is no longer open');
    }
    if (state !== 'waiting' && state !== 'failed') {
      throw new AppError('consent_code_used', 'This consent attempt was already redeemed');
    }
    attempt.state = 'redeeming';
    try {
      const shop = await this.#redeem(attempt, redirected);
      this.#close(attempt, 'done');
      return shop;
    } catch (error) {
      // A wrong paste may be corrected: a failed attempt can be completed again until its time is up.
      attempt.state = 'failed';
      attempt.error =
        error instanceof AppError
          ? { code: error.code, details: error.details }
          : { code: 'internal', details: {} };
      throw error;
    }
  }

  cancel(attemptId: string): void {
    const attempt = this.#attempts.get(attemptId);
    if (attempt !== undefined && isOpen(attempt)) this.#close(attempt, 'cancelled');
  }

  /** State of an attempt; unknown ones count as expired. */
  attempt(attemptId: string): { state: AttemptState; errorCode: string | null; errorDetails: ErrorDetails } {
    const attempt = this.#attempts.get(attemptId);
    if (attempt === undefined) return { state: 'expired', errorCode: null, errorDetails: {} };
    const state = this.#stateOf(attempt);
    return {
      state,
      errorCode: attempt.error?.code ?? null,
      errorDetails: attempt.error?.details ?? {},
    };
  }

  async #redeem(attempt: Attempt, redirected: string): Promise<ShopRecord> {
    const { sessions, clock, mallOf } = this.#deps;
    const shop = this.#shop(attempt.shopId);
    if (dependsOnClock(shop)) await this.#deps.clockGuard.requireGoodClock('consent_complete');
    await redeemConsent(
      { sessions, clock, mall: mallOf(shop) },
      { shop, scope: 'terminal', pending: attempt.pending, redirected },
    );
    return this.#shop(shop.id);
  }

  async #receiveByLoopback(attempt: Attempt): Promise<void> {
    const { redirected } = await this.#deps.loopback.listen(
      attempt.pending.redirectUri,
      attempt.abort.signal,
    );
    redirected
      .then((address) => this.complete(attempt.id, address))
      .catch((error: unknown) => {
        if (attempt.state === 'cancelled' || attempt.state === 'expired') return;
        this.#deps.log.warn('The consent that came back to this PC could not be used', {
          code: attempt.error?.code,
          error,
        });
      });
  }

  #shop(shopId: ShopId): ShopRecord {
    const shop = this.#deps.store.shop(shopId);
    if (shop === null)
      throw new AppError('not_found', 'The shop does not exist', { details: { entity: 'shop' } });
    return shop;
  }

  #stateOf(attempt: Attempt): AttemptState {
    if (isOpen(attempt) && this.#deps.clock.now() >= attempt.expiresAt) this.#close(attempt, 'expired');
    return attempt.state;
  }

  #close(attempt: Attempt, state: AttemptState): void {
    attempt.state = state;
    attempt.abort.abort(new AppError('cancelled', `The consent attempt is ${state}`));
  }

  #forgetOld(): void {
    for (const [id, attempt] of this.#attempts) {
      if (this.#deps.clock.now() > attempt.expiresAt + attemptLifeMs) this.#attempts.delete(id);
    }
  }
}

/** Waiting for the browser, or failed and free to be corrected. */
function isOpen(attempt: Attempt): boolean {
  return attempt.state === 'waiting' || attempt.state === 'failed';
}
