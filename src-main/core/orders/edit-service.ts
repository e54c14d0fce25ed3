import type { FieldConflict, FieldEdit, SaveResult } from '#shared/contract/edits.ts';
import type { Job } from '#shared/contract/jobs.ts';
import type { OrderDetail } from '#shared/contract/orders.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { OrderId, PhaseId } from '#shared/domain/ids.ts';
import type { CallContext } from '../context.ts';
import type { FraudGuard } from '../fraud/guard.ts';
import type { Clock } from '../ports/clock.ts';
import type { Change, Store } from '../ports/store.ts';
import { changedFields } from './changed-fields.ts';
import type { JobRecorder } from './job-recorder.ts';
import type { OrderPlan } from './order-plan.ts';
import { checkedValue, planEdits } from './plan-edits.ts';
import { planPhaseMove, unknownOrder } from './plan-phase-move.ts';

export interface EditServiceDeps {
  readonly store: Store;
  readonly guard: FraudGuard;
  readonly jobs: JobRecorder;
  readonly clock: Clock;
  readonly terminalName: () => string;
}

/** What the operator began with and wants. */
export interface WantedSave {
  readonly orderId: OrderId;
  readonly version: number;
  readonly edits: readonly FieldEdit[];
  readonly phaseId?: PhaseId | undefined;
}

/** Saving the detail screen (spec §4): edits of different fields are merged, of the same ones never overwritten. */
export class EditService {
  readonly #deps: EditServiceDeps;

  constructor(deps: EditServiceDeps) {
    this.#deps = deps;
  }

  /**
   * Writes fields and phase in one commit, or nothing. Throws AppError `fraud_held`, `order_in_staging`,
   * `field_invalid` (details: field, reason), `not_found`.
   */
  save({ orderId, version, edits, phaseId }: WantedSave, ctx: CallContext): SaveResult {
    const { store } = this.#deps;
    const order = this.#order(orderId);
    const wanted = new Map(edits.map(({ field, value }) => [field, checkedValue(field, value)]));
    if (phaseId !== undefined) wanted.set('phase', String(phaseId));

    const changed = changedFields(store.orderChangesSince(orderId, version));
    const others = changed.map((change) => ({ ...change, wanted: wanted.get(change.field) ?? null }));
    const conflicts = others.filter(isConflict);
    if (conflicts.length > 0) return { kind: 'conflict', order, conflicts };

    const plan = this.#plan(order, wanted, phaseId);
    const merged = others.filter((change) => change.wanted === null);
    const job = plan.changes.length === 0 ? null : this.#record(plan, ctx);
    return { kind: 'saved', order: this.#order(orderId), job, merged };
  }

  /**
   * Gives fields back to the mall's value. Throws AppError `conflict` for an outdated version, `order_in_staging`,
   * `not_found`.
   */
  dropLocalEdits(
    orderId: OrderId,
    version: number,
    fields: readonly string[],
    ctx: CallContext,
  ): OrderDetail {
    const { store, clock, terminalName } = this.#deps;
    const order = this.#order(orderId);
    if (order.version !== version) {
      throw new AppError('conflict', 'The order was changed by someone else', {
        details: { entity: 'order', id: orderId, expected: version, found: order.version },
      });
    }
    const dropped = order.localEdits.filter(({ field }) => fields.includes(field));
    const texts = store.fieldStandings(
      [orderId],
      dropped.map(({ field }) => field),
    );
    const values = dropped.map(({ field, mallValue }) => ({
      field,
      before: texts.get(orderId)?.texts.get(field) ?? '',
      after: mallValue,
    }));
    if (values.length > 0) {
      const verdict = this.#deps.guard.permitEdit({ orderId, phaseId: order.phaseId });
      if (verdict.kind === 'refused') throw verdict.error;
      const change: Change = { kind: 'order.edit', permit: verdict.permit, by: 'drop', values, why: '' };
      store.commit([change], { actor: ctx.actor, terminal: terminalName(), at: clock.now() });
    }
    return this.#order(orderId);
  }

  /** The orders that exist among these, in their order. */
  getMany(orderIds: readonly OrderId[]): OrderDetail[] {
    return orderIds.flatMap((orderId) => this.#deps.store.order(orderId) ?? []);
  }

  #plan(order: OrderDetail, wanted: ReadonlyMap<string, string>, phaseId: PhaseId | undefined): OrderPlan {
    const values = [...wanted]
      .filter(([field]) => field !== 'phase')
      .map(([field, value]) => ({ field, value }));
    const plans = [planEdits(this.#deps, [{ orderId: order.id, values }], 'detail')];
    if (phaseId !== undefined) plans.unshift(planPhaseMove(this.#deps, [order.id], phaseId, 'detail'));
    const rows = plans.flatMap((plan) => plan.rows);
    const failed = rows.find(({ error }) => error !== null)?.error;
    if (failed) throw new AppError(failed.code, failed.message, { details: failed.details });
    return {
      changes: plans.flatMap((plan) => plan.changes),
      rows: rows.filter(({ state }) => state === 'done'),
    };
  }

  #record(plan: OrderPlan, ctx: CallContext): Job {
    const fields = plan.rows.filter(({ what }) => what !== 'phase');
    const [only] = fields.length === 1 ? fields : [];
    const move = plan.rows.find(({ what }) => what === 'phase');
    if (fields.length === 0 && move !== undefined) {
      return this.#deps.jobs.finishedJob('phase', { phaseId: Number(move.after), by: 'detail' }, plan, ctx);
    }
    const facts = { field: only?.what ?? '', value: only?.after ?? '', fields: fields.length };
    return this.#deps.jobs.finishedJob('field', facts, plan, ctx);
  }

  #order(orderId: OrderId): OrderDetail {
    const order = this.#deps.store.order(orderId);
    if (order === null) throw unknownOrder(orderId);
    return order;
  }
}

/** Two want different things of one field. The same wish twice is no conflict. */
const isConflict = ({ wanted, current }: FieldConflict): boolean => wanted !== null && wanted !== current;
