import { AppError } from '#shared/domain/errors.ts';
import type { MallOperation } from '#shared/domain/mall-operation.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { isHeld } from '#shared/domain/order-status.ts';
import { type Phase, phaseIdOf } from '#shared/domain/phase.ts';
import type { ChangePath } from '../orders/change-path.ts';
import type { EditPermit, MallPermit, PhasePermit } from '../ports/fraud-permit.ts';
import type { RuleMove } from '../ports/order-changes.ts';
import type { OrderStanding } from '../ports/records.ts';
import type { StoreReader } from '../ports/store.ts';
import { readFraudSettings } from './fraud-settings.ts';
import { mayMove, maySend } from './judge.ts';
import { mintBeginPermit, mintEditPermit, mintMallPermit, mintPhasePermit } from './permits.ts';
import { isStaged, refusedEdit, refusedMove, refusedWord } from './staging-rule.ts';

/** What the guard says to one move. */
export type PhaseVerdict =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'permitted'; readonly permit: PhasePermit }
  | { readonly kind: 'refused'; readonly error: AppError };

/** What the guard says to changing fields of one order. */
export type EditVerdict =
  | { readonly kind: 'permitted'; readonly permit: EditPermit }
  | { readonly kind: 'refused'; readonly error: AppError };

/** What the guard says to one thing to be told to the mall. */
export type MallVerdict =
  | { readonly kind: 'permitted'; readonly permit: MallPermit }
  | { readonly kind: 'refused'; readonly error: AppError };

/**
 * The guard of held orders (spec §4.1) and of staging (spec §3): every change of phase, every edit and every word to a
 * mall about an order's state passes here, whatever it comes from. It alone gives the permits without which none of
 * them can be carried out.
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
      const staged = refusedMove({ orderId, phaseId }, target, path);
      if (staged !== null) return { kind: 'refused', error: staged };
      if (!mayMove(fraudHold, target.kind, path, settings)) {
        return { kind: 'refused', error: heldError({ orderId, path, target: target.id }) };
      }
      const permit = { orderId, fraudHold, from: phaseId, to: target.id, by: path, revision };
      return { kind: 'permitted', permit: mintPhasePermit(permit) };
    };
  }

  /**
   * Leave for a staged order whose rule's move was refused because it is held: at 「受注取込」 it goes to 失敗, as an
   * order does that meets a rule at import. Throws AppError `forbidden` for any other order.
   */
  setsAside({ orderId, fraudHold, phaseId }: OrderStanding): PhasePermit {
    if (!isStaged(phaseId) || !isHeld(fraudHold)) {
      throw new AppError('forbidden', 'Only a held order in staging is set aside', { details: { orderId } });
    }
    const revision = this.#store.revision();
    const to = phaseIdOf.failed;
    return mintPhasePermit({ orderId, fraudHold, from: phaseId, to, by: 'import_rule', revision });
  }

  /** Judges changes of an order's fields. */
  permitEdit(order: Pick<OrderStanding, 'orderId' | 'phaseId'>): EditVerdict {
    const error = refusedEdit(order);
    if (error !== null) return { kind: 'refused', error };
    const permit = { orderId: order.orderId, revision: this.#store.revision() };
    return { kind: 'permitted', permit: mintEditPermit(permit) };
  }

  /** Judges where a rule lets an order begin that is just being imported. */
  beginIn(order: Pick<MallOrder, 'mallOrderId' | 'fraudHold'>, target: Pick<Phase, 'id' | 'kind'>): RuleMove {
    const { mallOrderId, fraudHold } = order;
    const to = target.id;
    const isHeldBack = !mayMove(fraudHold, target.kind, 'import_rule', readFraudSettings(this.#store));
    if (isHeldBack || isStaged(to)) {
      return { kind: 'refused', to };
    }
    return { kind: 'permitted', to, permit: mintBeginPermit({ mallOrderId, fraudHold, to }) };
  }

  /** Judges something to be told to the mall: to be asked when it is queued, and again just before it is sent. */
  permitMallOperation(
    order: Pick<OrderStanding, 'orderId' | 'fraudHold' | 'phaseId'>,
    operation: MallOperation,
    path: ChangePath,
  ): MallVerdict {
    const { orderId, fraudHold } = order;
    const staged = refusedWord(order, operation.kind);
    if (staged !== null) return { kind: 'refused', error: staged };
    if (!maySend(fraudHold, operation.kind)) {
      return { kind: 'refused', error: heldError({ orderId, path, operation: operation.kind }) };
    }
    return { kind: 'permitted', permit: mintMallPermit({ orderId, fraudHold, operation }) };
  }
}

function heldError(details: Record<string, string | number>): AppError {
  return new AppError('fraud_held', 'An order under fraud review can only be cancelled', { details });
}
