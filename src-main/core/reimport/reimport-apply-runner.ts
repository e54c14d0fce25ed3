import { z } from 'zod';
import { AppError } from '#shared/domain/errors.ts';
import { orderIdSchema } from '#shared/domain/ids.ts';
import { initialPhase } from '../import/initial-phase.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import { unknownOrder } from '../orders/plan-phase-move.ts';
import type { JobRowResult, WaitingRow } from '../ports/job-store.ts';
import type { Change, StoreReader } from '../ports/store.ts';
import { differencesOf } from './differences.ts';

export const reimportApplySpecSchema = z.object({
  /** The reimport whose answers are applied. */
  of: z.uuid(),
  takeLocalEdits: z.boolean(),
  take: z.array(z.object({ orderId: orderIdSchema, fields: z.array(z.string()) })),
});
export type ReimportApplySpec = z.infer<typeof reimportApplySpecSchema>;

/** An order written anew takes about a millisecond. */
const sliceRows = 50;

/**
 * 注文再取込, second half: the fetched answers become the orders' data as an import would make them. Fields edited here
 * are kept unless they were chosen, and an order that was changed since its fetch is left alone.
 */
export function reimportApplyRunner(
  store: Pick<StoreReader, 'order' | 'fetchedOrder'>,
): JobRunner<ReimportApplySpec> {
  const applied = (
    row: WaitingRow,
    spec: ReimportApplySpec,
    chosen: readonly string[],
  ): { changes: Change[]; row: JobRowResult } => {
    const plain = { seq: row.seq, before: '', after: '', what: '' };
    const fail = (error: AppError) => ({
      changes: [],
      row: { ...plain, state: 'failed' as const, error: error.toShape() },
    });
    const orderId = row.orderId ?? 0;
    const detail = store.order(orderId);
    const fetched = store.fetchedOrder(spec.of, orderId);
    if (detail === null) return fail(unknownOrder(orderId));
    // Applied already, by a job begun beside this one.
    if (fetched === null) return { changes: [], row: { ...plain, state: 'unchanged', error: null } };
    if (detail.version !== fetched.version) {
      return fail(
        new AppError('changed_since', 'The order was changed since it was fetched', { details: { orderId } }),
      );
    }
    const edited = detail.localEdits.map(({ field }) => field);
    const givenUp = edited.filter((field) => spec.takeLocalEdits || chosen.includes(field));
    const isChanged = differencesOf(detail, fetched.order).some(
      ({ field, isLocalEdit }) => !isLocalEdit || givenUp.includes(field),
    );
    return {
      changes: [
        {
          kind: 'order.import',
          runId: null,
          shopId: detail.shopId,
          order: fetched.order,
          raw: fetched.raw,
          phaseIfNew: initialPhase(fetched.order),
          givenUp,
          isReimport: true,
        },
        { kind: 'job.dropFetched', jobId: spec.of, orderIds: [orderId] },
      ],
      row: { ...plain, state: isChanged ? 'done' : 'unchanged', error: null },
    };
  };

  return {
    kind: 'reimport_apply',
    lane: 'local',
    sliceRows,
    inListOrder: false,
    canUndo: false,
    specSchema: reimportApplySpecSchema,
    runSlice: ({ rows, spec }) => {
      const chosen = new Map(spec.take.map(({ orderId, fields }) => [orderId, fields]));
      const results = rows.map((row) => applied(row, spec, chosen.get(row.orderId ?? 0) ?? []));
      return { changes: results.flatMap(({ changes }) => changes), rows: results.map(({ row }) => row) };
    },
  };
}
