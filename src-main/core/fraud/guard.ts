import { AppError } from '#shared/domain/errors.ts';
import type { MallOperation } from '#shared/domain/mall-operation.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { Phase } from '#shared/domain/phase.ts';
import type { ChangePath } from '../orders/change-path.ts';
import type { MallPermit, PhasePermit } from '../ports/fraud-permit.ts';
import type { OrderStanding, RuleMove, StoreReader } from '../ports/store.ts';
import { readFraudSettings } from './fraud-settings.ts';
import { mayMove, maySend } from './judge.ts';
import { mintBeginPermit, mintMallPermit, mintPhasePermit } from './permits.ts';

/** What the guard says to one move. */
export type PhaseVerdict =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'permitted'; readonly permit: PhasePermit }
  | { readonly kind: 'refused'; readonly error: AppError };

/** What the guard says to one thing to be told to the mall. */
export type MallVerdict =
  | { readonly kind: 'permitted'; readonly permit: MallPermit }
  | { readonly kind: 'refused'; readonly error: AppError };

/**
 * The fraud guard (spec §4.1): every change of phase and every word to a mall about an order's state passes here,
 * whatever it comes from. It alone gives the permits without which neither can be carried out.
 */
export class FraudGuard {
  readonly #store: Pick<StoreReader, 'setting' | 'revision'>;

  constructor(store: Pick<StoreReader, 'setting' | 'revision'>) {
    this.#store = store;
  }

  /** Judges moves to one phase, asked for in one way; for use at once, many orders with one look at the settings. */
  movesTo(target: Pick<Phase, 'id' | 'kind'>, path: ChangePath): (order: OrderStanding) => PhaseVerdict {
    const settings = readFraudSettings(this.#store);
    const revision = this.#store.revision();
    return ({ orderId, fraudHold, phaseId }) => {
      if (phaseId === target.id) return { kind: 'unchanged' };
      if (!mayMove(fraudHold, target.kind, path, settings)) {
        return { kind: 'refused', error: heldError({ orderId, path, target: target.id }) };
      }
      const permit = { orderId, fraudHold, from: phaseId, to: target.id, by: path, revision };
      return { kind: 'permitted', permit: mintPhasePermit(permit) };
    };
  }

  /** Judges where a rule lets an order begin that is just being imported. */
  beginIn(order: Pick<MallOrder, 'mallOrderId' | 'fraudHold'>, target: Pick<Phase, 'id' | 'kind'>): RuleMove {
    const { mallOrderId, fraudHold } = order;
    const to = target.id;
    if (!mayMove(fraudHold, target.kind, 'import_rule', readFraudSettings(this.#store))) {
      return { kind: 'refused', to };
    }
    return { kind: 'permitted', to, permit: mintBeginPermit({ mallOrderId, fraudHold, to }) };
  }

  /** Judges something to be told to the mall: to be asked when it is queued, and again just before it is sent. */
  permitMallOperation(
    order: Pick<OrderStanding, 'orderId' | 'fraudHold'>,
    operation: MallOperation,
    path: ChangePath,
  ): MallVerdict {
    const { orderId, fraudHold } = order;
    if (!maySend(fraudHold, operation.kind)) {
      return { kind: 'refused', error: heldError({ orderId, path, operation: operation.kind }) };
    }
    return { kind: 'permitted', permit: mintMallPermit({ orderId, fraudHold, operation }) };
  }
}

function heldError(details: Record<string, string | number>): AppError {
  return new AppError('fraud_held', 'An order under fraud review can only be cancelled', { details });
}
