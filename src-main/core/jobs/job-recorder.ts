import type { Job, JobKind } from '#shared/contract/jobs.ts';
import type { CallContext } from '../context.ts';
import type { JobRecorder } from '../orders/job-recorder.ts';
import type { OrderPlan } from '../orders/order-plan.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { toJob } from './to-job.ts';

/** Commits a plan together with the record of it, so that a small change can be undone like a large one. */
export class StoreJobRecorder implements JobRecorder {
  readonly #deps: {
    readonly store: Store;
    readonly clock: Pick<Clock, 'now'>;
    readonly terminalName: () => string;
    readonly newId: () => string;
  };

  constructor(deps: {
    readonly store: Store;
    readonly clock: Pick<Clock, 'now'>;
    readonly terminalName: () => string;
    readonly newId: () => string;
  }) {
    this.#deps = deps;
  }

  /** `facts` as `jobSchema` names them for the kind. Throws what the commit throws; nothing is written then. */
  finishedJob(kind: JobKind, facts: Job['facts'], plan: OrderPlan, ctx: CallContext): Job {
    const { store, clock, terminalName, newId } = this.#deps;
    const id = newId();
    const now = clock.now();
    store.commit(
      [
        ...plan.changes,
        {
          kind: 'job.recorded',
          job: { id, kind, facts, spec: null, canUndo: true, undoes: null },
          rows: plan.rows,
        },
      ],
      { actor: ctx.actor, terminal: terminalName(), at: now },
    );
    const job = store.job(id);
    if (job === null) throw new Error('A job that was just recorded is there');
    return toJob(job, now, { remainingMs: null, queuedBehind: 0 });
  }
}
