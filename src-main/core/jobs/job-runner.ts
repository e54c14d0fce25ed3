import type { z } from 'zod';
import type { Job, JobAction, JobKind } from '#shared/contract/jobs.ts';
import type { CallContext } from '../context.ts';
import type { JobRowResult, StoredJob, WaitingRow } from '../ports/job-store.ts';
import type { Change } from '../ports/store.ts';

/** What an action comes to when it is made a job. */
export interface PreparedAction<Spec> {
  /** For the words of the job's title. */
  readonly facts: Job['facts'];
  readonly spec: Spec;
}

/** The next rows of a job. */
export interface JobSlice<Spec> {
  readonly job: StoredJob;
  readonly spec: Spec;
  readonly rows: readonly WaitingRow[];
  /** Aborted when the job is cancelled or the host closes. */
  readonly signal: AbortSignal;
}

/** What a slice comes to: written in one commit. Every row given is among them, unless the signal aborted. */
export interface SliceResult {
  readonly changes: readonly Change[];
  readonly rows: readonly JobRowResult[];
}

/**
 * One kind of job. To add a kind: name it in `jobKinds` (contract), implement this interface in `core/jobs/runners` or
 * with its feature, and register it where `create-core.ts` makes the `JobService`. The engine does the rest: it fixes
 * the rows, asks for slice after slice, commits each with what became of its rows, tells the progress, yields to other
 * work in between, stops on cancel, and goes on after a crash with the rows that still wait.
 *
 * A job that does not begin from an action of the contract is begun with `JobService.begin`.
 */
export interface JobRunner<Spec = unknown> {
  readonly kind: JobKind;
  /**
   * Jobs of one lane run one after the other, lanes beside each other: `local` for work on the database and files,
   * `network` for what waits for a mall.
   */
  readonly lane: 'local' | 'network';
  /**
   * Rows of a slice at most. Slices that answer at once are made shorter or longer by how long they take, for no window
   * is answered meanwhile; those of a promise always have as many.
   */
  readonly sliceRows: number;
  /** Files list their rows as the operator saw them; everything else is faster in the order of the database. */
  readonly inListOrder: boolean;
  /** Its done rows hold `what`, before and after of something local that an undo may restore. */
  readonly canUndo: boolean;
  /** Reads back the spec that an earlier start, perhaps of an earlier version, has stored. */
  readonly specSchema: z.ZodType<Spec>;
  /** Checks an action of this kind before anything is written. Throws the AppError with which `jobs.start` answers. */
  prepare?(action: JobAction, ctx: CallContext): PreparedAction<Spec>;
  /**
   * Works out a slice. A runner that answers at once may plan on what it reads, for its answer is committed before
   * anything else happens; one that answers later (a promise) must not, unless it answers with a function: that one is
   * called in the breath of the commit. What a commit cannot undo (a file, a call) must bear being done again: a kill
   * before the commit repeats the slice. An AppError ends the job as failed.
   */
  runSlice(slice: JobSlice<Spec>): SliceResult | Promise<SliceResult | (() => SliceResult)>;
  /** All rows are settled: what is left to do, before the job ends as completed. Answers facts that are known now. */
  finish?(job: StoredJob, spec: Spec): Job['facts'] | undefined | Promise<Job['facts'] | undefined>;
  /** The job is cancelled while rows of it are with the outbox: what can be held back there is. */
  withdraw?(job: StoredJob, ctx: CallContext): void | Promise<void>;
  /** The job ended in any way; called after that was written. */
  ended?(job: StoredJob): void;
}
