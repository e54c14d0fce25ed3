import { z } from 'zod';
import type { JobRunner } from '../jobs/job-runner.ts';
import { orderIdsOf, plannedRows, plannedSlice } from '../jobs/runners/planned-slice.ts';
import { type AcceptDeps, planAccept } from './plan-accept.ts';

/** 「受注取込」: takes orders out of staging. */
export function acceptRunner(deps: AcceptDeps): JobRunner {
  return {
    kind: 'accept',
    lane: 'local',
    sliceRows: plannedRows,
    inListOrder: false,
    canUndo: true,
    specSchema: z.unknown(),
    runSlice: ({ rows }) => plannedSlice(rows, planAccept(deps, orderIdsOf(rows)), ({ orderId }) => orderId),
  };
}
