import { isAuthFailure } from '#shared/domain/auth-failure.ts';
import type { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { LoopListener } from './loop-listener.ts';

/** What a trouble keeps from being done. */
type Work = 'cycle' | 'reconciliation';

/** Tells of a shop's troubles, each once when it begins and once when it is over, over restarts too. */
export class ShopTroubles {
  readonly #listener: LoopListener;
  readonly #shopId: ShopId;
  #told: { readonly since: Moment; readonly of: Work; readonly needsConsent: boolean } | null = null;

  constructor(listener: LoopListener, shopId: ShopId) {
    this.#listener = listener;
    this.#shopId = shopId;
    const open = listener.openTrouble(shopId);
    if (open === null) return;
    const { since, errorCode } = open;
    // Of which work is not on record. The comparison after the start ends it either way.
    this.#told = {
      since,
      of: 'reconciliation',
      needsConsent: errorCode !== null && isAuthFailure(errorCode),
    };
  }

  began(at: Moment, error: AppError, of: Work, needsConsent: boolean): void {
    // Who was told of an outage waits for its end, and must hear that from now on only a person can end it.
    if (this.#told !== null && (this.#told.needsConsent || !needsConsent)) return;
    this.#told = { since: at, of, needsConsent };
    this.#listener.troubleBegan(this.#shopId, at, error);
  }

  /** `of` went well. A cycle between comparisons that fail one like the other ends nothing: they would be told again and again. */
  ended(of: Work): void {
    if (this.#told === null || (of === 'cycle' && this.#told.of !== 'cycle')) return;
    this.#listener.troubleEnded(this.#shopId, this.#told.since);
    this.#told = null;
  }
}
