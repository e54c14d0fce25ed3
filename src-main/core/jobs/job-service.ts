import type { Job, JobAction, JobRow, JobRowState, JobState, OrderTarget } from '#shared/contract/jobs.ts';
import { AppError, type AppErrorShape } from '#shared/domain/errors.ts';
import type { CallContext } from '../context.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobSource, NewJob, StoredJob } from '../ports/job-store.ts';
import type { Logger } from '../ports/logger.ts';
import type { CommitOrigin, Store } from '../ports/store.ts';
import { JobLanes } from './job-lanes.ts';
import { JobProgressTeller } from './job-progress.ts';
import { JobPruner } from './job-pruner.ts';
import type { JobRunner } from './job-runner.ts';
import { requireUndoable, undoFacts } from './job-undo.ts';
import { requireAll, runSlices } from './run-slices.ts';
import { toJob, undoableMs } from './to-job.ts';

export interface JobServiceDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly events: EventHub;
  readonly terminalName: () => string;
  readonly newId: () => string;
  /** One per kind of job. */
  readonly runners: readonly JobRunner[];
}

/** So long events of the outbox are gathered before rows are settled by them, ms. */
const collectMs = 200;

/** Why a run stops early: the host closes, so that the job goes on with the next start. */
const closing = new AppError('cancelled', 'The application is closing');
const cancelled = new AppError('cancelled', 'The job was cancelled');

/** Long work over many orders (spec §4 Bulk): begins, cancels, undoes and lists jobs, and brings them to their end. */
export class JobService {
  readonly #deps: JobServiceDeps;
  readonly #runners: ReadonlyMap<string, JobRunner>;
  readonly #lanes: JobLanes;
  readonly #progress: JobProgressTeller;
  readonly #pruner: JobPruner;
  #collecting: Promise<void> | null = null;
  #isClosed = false;

  constructor(deps: JobServiceDeps) {
    this.#deps = deps;
    this.#runners = new Map(deps.runners.map((runner) => [runner.kind, runner]));
    this.#lanes = new JobLanes((jobId, signal) => this.#run(jobId, signal));
    this.#progress = new JobProgressTeller(deps);
    this.#pruner = new JobPruner({ ...deps, origin: () => this.#origin('system') });
  }

  /** To be called once when the host is made: jobs that stand as running died with the last process. */
  markInterrupted(): void {
    for (const job of this.#deps.store.openJobs()) {
      if (job.state === 'running') this.#setState(job, 'interrupted', null);
    }
  }

  /** To be called once when the host starts: interrupted jobs go on, old ones are removed. */
  resume(): void {
    for (const job of this.#deps.store.openJobs()) {
      const runner = this.#runners.get(job.kind);
      if (runner !== undefined && this.#lanes.behind(job.id) === null) this.#lanes.add(runner.lane, job.id);
    }
    this.#pruner.prune();
  }

  /**
   * Begins a bulk action. Throws `job_total_changed` when far more or fewer match than were confirmed, and what the
   * action's runner throws for an action that cannot be.
   */
  start(target: OrderTarget, action: JobAction, ctx: CallContext): Job {
    const runner = this.#runner(action.kind);
    if (runner.prepare === undefined) {
      throw new AppError('forbidden', `Jobs of kind ${action.kind} do not begin from an action`);
    }
    const { facts, spec } = runner.prepare(action, ctx);
    return this.begin({ kind: action.kind, facts, spec, source: sourceOf(target, runner) }, ctx);
  }

  /** Begins a job of any kind; its rows are fixed now. */
  begin(
    {
      source,
      ...job
    }: Pick<NewJob, 'kind' | 'facts' | 'spec'> & {
      source: JobSource;
      undoes?: Job['id'];
      canUndo?: boolean;
    },
    ctx: CallContext,
  ): Job {
    const runner = this.#runner(job.kind);
    const id = this.#deps.newId();
    this.#deps.store.commit(
      [
        {
          kind: 'job.start',
          job: { ...job, id, canUndo: job.canUndo ?? runner.canUndo, undoes: job.undoes ?? null },
          source,
        },
      ],
      this.#origin(ctx.actor),
    );
    this.#lanes.add(runner.lane, id);
    return this.get(id);
  }

  /** Throws `not_found`. */
  get(jobId: Job['id']): Job {
    return this.#show(this.#require(jobId));
  }

  list(limit: number): Job[] {
    return this.#deps.store.jobs(limit).map((job) => this.#show(job));
  }

  /** Throws `not_found`. */
  rows(
    jobId: Job['id'],
    page: { states?: readonly JobRowState[] | undefined; offset: number; limit: number },
  ): { rows: JobRow[]; total: number } {
    this.#require(jobId);
    return this.#deps.store.jobRows(jobId, page);
  }

  /** What is done stays done. A job that is over stays as it is. Throws `not_found`. */
  async cancel(jobId: Job['id'], ctx: CallContext): Promise<Job> {
    const job = this.#require(jobId);
    if (isOpen(job)) {
      await this.#lanes.abort(jobId, cancelled);
      const left = this.#require(jobId);
      // It had not begun, or nothing but the outbox was left to wait for.
      if (isOpen(left)) {
        const runner = this.#runner(left.kind);
        await runner.withdraw?.(left, ctx);
        this.#end(left, runner, 'cancelled', null);
      }
    }
    return this.get(jobId);
  }

  /** Takes back what a job did, as a job of its own. Throws `not_found` and `job_not_undoable` (details: reason). */
  undo(jobId: Job['id'], ctx: CallContext): Job {
    const job = this.#require(jobId);
    requireUndoable(job, this.#deps.clock.now());
    const source = { kind: 'undo', jobId } as const;
    // What went back into staging leaves it by 「受注取込」 only: that undo is not taken back in turn.
    const canUndo = job.kind !== 'accept';
    return this.begin({ kind: 'undo', facts: undoFacts(job), spec: {}, source, undoes: jobId, canUndo }, ctx);
  }

  undoable(): Job | null {
    const { store, clock, terminalName } = this.#deps;
    const job = store.undoableJob(terminalName(), clock.now() - undoableMs);
    return job === null ? null : this.#show(job);
  }

  /** To be called when something ended in the outbox: rows that wait for it are settled soon after. */
  outboxChanged(): void {
    if (this.#collecting !== null || this.#isClosed) return;
    this.#collecting = this.#deps.clock
      .sleep(collectMs)
      .then(() => {
        this.#collecting = null;
        if (!this.#isClosed) this.#collect();
      })
      .catch((error: unknown) => this.#deps.log.error('Jobs could not learn of the outbox', { error }));
  }

  /** Stops what runs after the slice in hand; it goes on with the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([this.#lanes.close(closing), this.#pruner.close()]);
    this.markInterrupted();
  }

  async #run(jobId: Job['id'], signal: AbortSignal): Promise<void> {
    const { store, clock, log } = this.#deps;
    try {
      let job = this.#require(jobId);
      if (!isOpen(job)) return;
      const runner = this.#runner(job.kind);
      if (job.state === 'interrupted') job = this.#setState(job, 'running', null);
      try {
        const spec = runner.specSchema.parse(job.spec);
        const commit = this.#commitSlice;
        await runSlices({ store, clock, job, runner, spec, signal, commit });
        signal.throwIfAborted();
        await this.#settle(jobId, runner, spec);
      } catch (error) {
        if (signal.reason === closing) return;
        if (signal.reason === cancelled) {
          await runner.withdraw?.(this.#require(jobId), { actor: job.actor });
          this.#end(job, runner, 'cancelled', null);
        } else {
          if (!(error instanceof AppError)) log.error('A job failed', { jobId, error });
          this.#end(job, runner, 'failed', shapeOf(error));
        }
      }
    } catch (error) {
      log.error('A job could not record its end', { jobId, error });
    }
  }

  readonly #commitSlice: Parameters<typeof runSlices>[0]['commit'] = (job, { changes, rows }) => {
    this.#deps.store.commit([...changes, { kind: 'job.rows', jobId: job.id, rows }], this.#origin(job.actor));
    this.#progress.update(this.#require(job.id));
  };

  /** All rows have had their turn: the job ends, unless the outbox still holds some. */
  async #settle(jobId: Job['id'], runner: JobRunner, spec: unknown): Promise<void> {
    if (this.#require(jobId).sent > 0) {
      this.#deps.store.commit([{ kind: 'job.collect', jobId }], this.#origin('system'));
    }
    const job = this.#require(jobId);
    if (job.sent > 0) return;
    requireAll(job);
    const facts = await runner.finish?.(job, spec);
    this.#end(job, runner, 'completed', null, facts);
  }

  #collect(): void {
    const { store } = this.#deps;
    for (const { id, kind, spec, sent } of store.openJobs()) {
      if (sent === 0) continue;
      store.commit([{ kind: 'job.collect', jobId: id }], this.#origin('system'));
      const job = this.#require(id);
      this.#progress.update(job);
      // One still in line settles itself at its end.
      if (job.sent > 0 || this.#lanes.behind(id) !== null) continue;
      const runner = this.#runner(kind);
      void this.#settle(id, runner, runner.specSchema.parse(spec)).catch((error: unknown) =>
        this.#deps.log.error('A job could not record its end', { jobId: id, error }),
      );
    }
  }

  #end(
    job: StoredJob,
    runner: JobRunner,
    state: JobState,
    error: AppErrorShape | null,
    facts: Job['facts'] = {},
  ): void {
    const ended = this.#setState(job, state, error, facts);
    this.#progress.end(ended);
    runner.ended?.(ended);
    this.#pruner.prune();
  }

  #setState(
    { id, actor }: StoredJob,
    state: JobState,
    error: AppErrorShape | null,
    facts: Job['facts'] = {},
  ): StoredJob {
    this.#deps.store.commit([{ kind: 'job.state', jobId: id, state, error, facts }], this.#origin(actor));
    return this.#require(id);
  }

  #show(job: StoredJob): Job {
    return toJob(job, this.#deps.clock.now(), {
      remainingMs: isOpen(job) ? this.#progress.remainingMs(job) : null,
      queuedBehind: this.#lanes.behind(job.id) ?? 0,
    });
  }

  #require(jobId: Job['id']): StoredJob {
    const job = this.#deps.store.job(jobId);
    if (job === null)
      throw new AppError('not_found', 'The job does not exist', { details: { entity: 'job' } });
    return job;
  }

  #runner(kind: string): JobRunner {
    const runner = this.#runners.get(kind);
    if (runner === undefined) throw new AppError('unknown_operation', `No jobs of kind ${kind} yet`);
    return runner;
  }

  #origin(actor: string): CommitOrigin {
    return { actor, terminal: this.#deps.terminalName(), at: this.#deps.clock.now() };
  }
}

const isOpen = (job: StoredJob): boolean => job.state === 'running' || job.state === 'interrupted';

function sourceOf(target: OrderTarget, { inListOrder }: JobRunner): JobSource {
  if (target.kind === 'orders') return target;
  const { query, except, total } = target;
  return { kind: 'query', query, except, confirmed: total, inListOrder };
}

function shapeOf(error: unknown): AppErrorShape {
  if (error instanceof AppError) return error.toShape();
  return new AppError('internal', 'An unexpected error stopped the job').toShape();
}
