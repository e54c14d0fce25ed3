import type { Job } from '#shared/contract/jobs.ts';
import type { CallContext } from '../context.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { JobRecorder } from './job-recorder.ts';
import type { OrderPlan } from './order-plan.ts';

/** Commits plans and answers with a job that nobody remembers: it cannot be undone. */
export class PlainRecorder implements JobRecorder {
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

  finishedJob(kind: 'phase' | 'field', facts: Job['facts'], plan: OrderPlan, { actor }: CallContext): Job {
    const { store, clock, terminalName, newId } = this.#deps;
    const at = clock.now();
    const terminal = terminalName();
    store.commit(plan.changes, { actor, terminal, at });
    const count = (state: string): number => plan.rows.filter((row) => row.state === state).length;
    return {
      id: newId(),
      kind,
      state: 'completed',
      facts,
      actor,
      terminal,
      startedAt: at,
      finishedAt: at,
      progress: {
        total: plan.rows.length,
        done: count('done'),
        unchanged: count('unchanged'),
        failed: count('failed'),
        remainingMs: null,
      },
      error: null,
      canUndo: false,
      undoneBy: null,
    };
  }
}
