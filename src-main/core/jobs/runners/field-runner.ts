import { z } from 'zod';
import type { JobRunner } from '../job-runner.ts';
import type { OrderPlanner } from '../order-planner.ts';
import { orderIdsOf, plannedRows, plannedSlice } from './planned-slice.ts';

const specSchema = z.object({ field: z.string(), value: z.string() });

/** Sets one field of orders. */
export function fieldRunner(planner: OrderPlanner): JobRunner<z.infer<typeof specSchema>> {
  return {
    kind: 'field',
    lane: 'local',
    sliceRows: plannedRows,
    inListOrder: false,
    canUndo: true,
    specSchema,
    prepare: (action) => {
      const spec = specSchema.parse(action);
      planner.fieldEdit([], spec.field, spec.value);
      return { facts: spec, spec };
    },
    runSlice: ({ rows, spec }) =>
      plannedSlice(
        rows,
        planner.fieldEdit(orderIdsOf(rows), spec.field, spec.value),
        ({ orderId }) => orderId,
      ),
  };
}
