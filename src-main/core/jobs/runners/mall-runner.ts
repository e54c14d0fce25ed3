import { z } from 'zod';
import { type OrderId, type PhaseId, phaseIdSchema } from '#shared/domain/ids.ts';
import { type MallOperation, mallOperationSchema } from '#shared/domain/mall-operation.ts';
import type { CallContext } from '../../context.ts';
import type { OrderPlan } from '../../orders/order-plan.ts';
import type { JobReader } from '../../ports/job-store.ts';
import type { JobRunner } from '../job-runner.ts';
import { orderIdsOf, plannedRows, plannedSlice } from './planned-slice.ts';

/** The outbox as bulk actions see it. */
export interface OutboxQueue {
  /**
   * Plans one entry for each order that may have it; a row `done` means queued. Held orders and what the mall is known
   * to refuse fail in their rows. Throws `mall_operation_invalid` for an operation that no order can have, with or
   * without orders.
   */
  enqueueMany(
    orderIds: readonly OrderId[],
    operation: MallOperation,
    phaseAfter: PhaseId | null,
    ctx: CallContext,
  ): OrderPlan;
  /** Takes back those of the entries that still wait; the others go their way. */
  withdrawWaiting(entryIds: readonly number[], ctx: CallContext): void | Promise<void>;
}

const specSchema = z.object({ operation: mallOperationSchema, phaseAfter: phaseIdSchema.nullable() });

/** Tells the mall about orders: queues each in the outbox, whose ends settle the rows. */
export function mallRunner(
  outbox: OutboxQueue,
  store: Pick<JobReader, 'sentEntries'>,
): JobRunner<z.infer<typeof specSchema>> {
  return {
    kind: 'mall',
    lane: 'local',
    sliceRows: plannedRows,
    inListOrder: false,
    canUndo: false,
    specSchema,
    prepare: (action, ctx) => {
      const spec = specSchema.parse(action);
      outbox.enqueueMany([], spec.operation, spec.phaseAfter, ctx);
      return { facts: { operation: spec.operation.kind, phaseAfter: spec.phaseAfter }, spec };
    },
    runSlice: ({ rows, spec, job }) => {
      const plan = outbox.enqueueMany(orderIdsOf(rows), spec.operation, spec.phaseAfter, {
        actor: job.actor,
      });
      const slice = plannedSlice(rows, plan, ({ orderId }) => orderId);
      return {
        ...slice,
        rows: slice.rows.map((row) => (row.state === 'done' ? { ...row, state: 'sent' } : row)),
      };
    },
    withdraw: (job, ctx) => outbox.withdrawWaiting(store.sentEntries(job.id), ctx),
  };
}
