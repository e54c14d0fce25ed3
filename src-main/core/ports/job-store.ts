import type { Job, JobKind, JobRow, JobRowState, JobState } from '#shared/contract/jobs.ts';
import type { AppErrorShape } from '#shared/domain/errors.ts';
import type { OrderId, ShopId } from '#shared/domain/ids.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { OrderQuery } from '#shared/domain/order-query.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { PlannedRow } from '../orders/order-plan.ts';

/** Longest difference between the number confirmed and the number found that is passed over in silence. */
export const confirmedTolerance = { orders: 10, share: 0.01 } as const;

/** What a job is when it begins. */
export interface NewJob {
  readonly id: Job['id'];
  readonly kind: JobKind;
  readonly facts: Job['facts'];
  /** What its runner must know, JSON; read back by the runner's own schema. */
  readonly spec: unknown;
  /** Its effect is local: its done rows hold what an undo needs. */
  readonly canUndo: boolean;
  /** The job that it takes back. */
  readonly undoes: Job['id'] | null;
}

/** A job as stored. Counts are those of its rows; rows that are neither done, unchanged nor failed are waiting. */
export interface StoredJob extends NewJob {
  readonly state: JobState;
  readonly actor: string;
  readonly terminal: string;
  readonly startedAt: Moment;
  readonly finishedAt: Moment | null;
  readonly total: number;
  readonly done: number;
  readonly unchanged: number;
  readonly failed: number;
  /** Rows handed to the outbox that have not ended there. */
  readonly sent: number;
  readonly error: AppErrorShape | null;
  /** 0 for work, 1 for its undo, 2 for the undo of that, which does it again … */
  readonly undoDepth: number;
  readonly undoneBy: Job['id'] | null;
}

/** Where a job's rows come from; read in SQLite, fixed when the job begins. */
export type JobSource =
  | { readonly kind: 'orders'; readonly orderIds: readonly OrderId[] }
  /** All that match, except some; `confirmed` is the number the operator agreed to, null for however many there are. */
  | {
      readonly kind: 'query';
      readonly query: OrderQuery;
      readonly except: readonly OrderId[];
      readonly confirmed: number | null;
      /** Rows in the order of the list (files), or of the database, which is much the fastest for changes. */
      readonly inListOrder: boolean;
    }
  /** The done rows of another job, last first, with before and after exchanged. */
  | { readonly kind: 'undo'; readonly jobId: Job['id'] }
  /** The rows of a reimport that hold a fetched order not applied yet; all, or those of some orders. */
  | { readonly kind: 'fetched'; readonly jobId: Job['id']; readonly orderIds: readonly OrderId[] | null }
  /** So many rows that name no order yet. */
  | { readonly kind: 'blank'; readonly total: number };

/** A row as its runner gets it. */
export interface WaitingRow {
  readonly seq: number;
  /** null only in jobs that began with blank rows. */
  readonly orderId: OrderId | null;
  /** As an undo found them: it is to lead from `before` back to `after`. '' otherwise. */
  readonly before: string;
  readonly after: string;
  /** What before and after are of: `phase` or the id of a field. */
  readonly what: string;
}

/** A fetched answer that waits to be looked at. */
export interface FetchedCandidate {
  readonly order: MallOrder;
  readonly raw: Uint8Array;
  /** The order's version when the answer was compared with it. */
  readonly version: number;
}

/** How one row fared. `sent`: the newest outbox entry of its order decides; it shows as waiting until then. */
export interface JobRowResult {
  readonly seq: number;
  readonly state: 'done' | 'unchanged' | 'failed' | 'sent';
  readonly before: string;
  readonly after: string;
  /** What before and after are of: `phase` or the id of a field; '' when that means nothing. */
  readonly what: string;
  readonly error: AppErrorShape | null;
  /** For rows that began blank: the order that came of it. */
  readonly orderId?: OrderId;
  /** The same, for an order that is made in the same commit. */
  readonly madeOrder?: { readonly shopId: ShopId; readonly mallOrderId: string };
  /** Kept compressed with the row until it is applied. */
  readonly fetched?: FetchedCandidate;
}

/** Everything that is written about jobs. */
export type JobChange =
  /**
   * Begins a job with the rows of its source. Throws `job_total_changed` (details: confirmed, total) and
   * `job_not_undoable` when the job to be taken back is being taken back already.
   */
  | { readonly kind: 'job.start'; readonly job: NewJob; readonly source: JobSource }
  /** Rows that are settled, or sent; a row that was settled before stays as it is. */
  | { readonly kind: 'job.rows'; readonly jobId: Job['id']; readonly rows: readonly JobRowResult[] }
  /** A job that is over as it begins. */
  | { readonly kind: 'job.recorded'; readonly job: NewJob; readonly rows: readonly PlannedRow[] }
  | {
      readonly kind: 'job.state';
      readonly jobId: Job['id'];
      readonly state: JobState;
      readonly error: AppErrorShape | null;
      /** What is known now besides the facts it began with. */
      readonly facts?: Job['facts'];
    }
  /** Settles the sent rows whose outbox entries have ended. */
  | { readonly kind: 'job.collect'; readonly jobId: Job['id'] }
  /** A fetched answer is not needed any more. */
  | { readonly kind: 'job.dropFetched'; readonly jobId: Job['id']; readonly orderIds: readonly OrderId[] }
  /** Removes at most so many rows of a job, and the job itself once it has none left. */
  | { readonly kind: 'job.prune'; readonly jobId: Job['id']; readonly rows: number };

/** Reading jobs. */
export interface JobReader {
  job(id: Job['id']): StoredJob | null;
  /** Newest first. */
  jobs(limit: number): StoredJob[];
  /** Running and interrupted ones, in the order in which they began. */
  openJobs(): StoredJob[];
  /**
   * The newest ended work, or work done again, that left something to take back and was not taken back, begun on the
   * terminal at or after `since`.
   */
  undoableJob(terminal: string, since: Moment): StoredJob | null;
  /** The next waiting rows behind row `after` (0: from the first). */
  waitingJobRows(id: Job['id'], after: number, limit: number): WaitingRow[];
  /** Outbox entries that rows of the job wait for. */
  sentEntries(id: Job['id']): number[];
  jobRows(
    id: Job['id'],
    page: { states?: readonly JobRowState[] | undefined; offset: number; limit: number },
  ): { rows: JobRow[]; total: number };
  /** Fetched orders of a reimport that wait to be applied, in the job's order. */
  fetchedOrders(
    id: Job['id'],
    page: { offset: number; limit: number },
  ): { orders: { orderId: OrderId; candidate: FetchedCandidate }[]; total: number };
  fetchedOrder(id: Job['id'], orderId: OrderId): FetchedCandidate | null;
  /** Ended jobs that are older than `before` or beyond the newest `keep`; oldest first, at most `limit`. */
  prunableJobs(before: Moment, keep: number, limit: number): Job['id'][];
}
