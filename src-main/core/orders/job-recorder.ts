import type { Job } from '#shared/contract/jobs.ts';
import type { CallContext } from '../context.ts';
import type { OrderPlan } from './order-plan.ts';

/**
 * Commits a plan at once, in one commit with the record of what it did, and answers with that finished job: its
 * rows tell how each order fared, its undo takes it back.
 */
export interface JobRecorder {
  finishedJob(kind: 'phase' | 'field', facts: Job['facts'], plan: OrderPlan, ctx: CallContext): Job;
}
