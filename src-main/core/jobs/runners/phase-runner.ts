import { z } from 'zod';
import { phaseIdSchema } from '#shared/domain/ids.ts';
import type { JobRunner } from '../job-runner.ts';
import type { OrderPlanner } from '../order-planner.ts';
import { orderIdsOf, plannedRows, plannedSlice } from './planned-slice.ts';

const specSchema = z.object({ phaseId: phaseIdSchema });

/** Moves orders to a phase. */
export function phaseRunner(planner: OrderPlanner): JobRunner<z.infer<typeof specSchema>> {
  return {
    kind: 'phase',
    lane: 'local',
    sliceRows: plannedRows,
    inListOrder: false,
    canUndo: true,
    specSchema,
    prepare: (action) => {
      const spec = specSchema.parse(action);
      planner.phaseMove([], spec.phaseId);
      return { facts: spec, spec };
    },
    runSlice: ({ rows, spec }) =>
      plannedSlice(rows, planner.phaseMove(orderIdsOf(rows), spec.phaseId), ({ orderId }) => orderId),
  };
}
