import type { AppErrorShape } from '#shared/domain/errors.ts';
import type { OrderId } from '#shared/domain/ids.ts';
import type { Change } from '../ports/store.ts';

/** The most orders of one plan: what one commit takes without holding others up for long. */
export const planLimit = 1_000;

/** How one order fares when a plan is committed. */
export interface PlannedRow {
  readonly orderId: OrderId;
  /** What changes: `phase`, or the id of an editable field. */
  readonly what: string;
  readonly state: 'done' | 'unchanged' | 'failed';
  /** Phases as their ids in decimal, other fields as their texts. */
  readonly before: string;
  readonly after: string;
  readonly error: AppErrorShape | null;
}

/**
 * What is to be written, and what it means for each order. Whoever asked commits `changes`, together with
 * bookkeeping of their own, in one commit right away: a plan is void once anything else was committed.
 */
export interface OrderPlan {
  readonly changes: readonly Change[];
  readonly rows: readonly PlannedRow[];
}

/** One step of an undo: the order's phase or field goes back to `before` if it still is `after`. */
export interface RestoreStep {
  readonly orderId: OrderId;
  /** `phase`, or the id of an editable field. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
}
