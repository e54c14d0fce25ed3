import { z } from 'zod';
import type { JobRunner } from '../job-runner.ts';
import type { OrderPlanner } from '../order-planner.ts';
import { plannedRows, plannedSlice } from './planned-slice.ts';

/** Takes back what another job did, row by row, where nothing else has changed it since (spec §4 Bulk). */
export function undoRunner(planner: OrderPlanner): JobRunner {
  return {
    kind: 'undo',
    lane: 'local',
    sliceRows: plannedRows,
    inListOrder: false,
    canUndo: true,
    specSchema: z.unknown(),
    runSlice: ({ rows }) => {
      // A row leads from its before to its after; a step is named after what was done: the other way round.
      const steps = rows.flatMap(({ orderId, what, before, after }) =>
        orderId === null ? [] : [{ orderId, what, before: after, after: before }],
      );
      return plannedSlice(rows, planner.restore(steps), ({ orderId, what }) => `${orderId}/${what}`);
    },
  };
}
