import { randomUUID } from 'node:crypto';
import type { Job, JobState } from '#shared/contract/jobs.ts';
import type { ChangeEvent } from '#shared/contract/system.ts';
import type { FraudHoldStatus } from '#shared/domain/order-status.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { sampleOrder } from '../../../db/testing/sample-orders.ts';
import {
  createTestStore,
  importChange,
  orderOutcome,
  origin,
  silentLog,
} from '../../../db/testing/test-store.ts';
import { EventHub } from '../../events/event-hub.ts';
import { FraudGuard } from '../../fraud/guard.ts';
import { planFieldEdit } from '../../orders/plan-edits.ts';
import { planPhaseMove } from '../../orders/plan-phase-move.ts';
import { planRestore } from '../../orders/plan-restore.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import type { JobRunner } from '../job-runner.ts';
import { JobService } from '../job-service.ts';
import type { OrderPlanner } from '../order-planner.ts';
import { fieldRunner } from '../runners/field-runner.ts';
import { phaseRunner } from '../runners/phase-runner.ts';
import { undoRunner } from '../runners/undo-runner.ts';

export const ctx = { actor: '山田' };

/** Every order, in the list's usual order. */
export const everyOrder = {
  filter: {},
  search: '',
  sort: { column: 'orderedAt', direction: 'desc' },
} as const;

/** A store with orders in 新規受付 and the job engine on it; slices are small so that a few orders make many. */
export class JobWorld {
  readonly store: Store;
  readonly planner: OrderPlanner;
  readonly told: ChangeEvent[] = [];
  /** Called each time the engine lets others work. */
  onBreath: () => void = () => undefined;
  now = Date.UTC(2026, 10, 22);
  jobs: JobService;
  readonly #closeStore: () => void;
  readonly #more: readonly JobRunner[];
  readonly #sliceRows: number;
  #orders = 0;

  constructor(more: (world: JobWorld) => readonly JobRunner[] = () => [], sliceRows = 5) {
    const { store, close } = createTestStore();
    this.store = store;
    this.#closeStore = close;
    const guard = new FraudGuard(store);
    this.planner = {
      phaseMove: (orderIds, phaseId) => planPhaseMove({ store, guard }, orderIds, phaseId, 'bulk'),
      fieldEdit: (orderIds, field, value) => planFieldEdit({ store, guard }, orderIds, field, value),
      restore: (steps) => planRestore({ store, guard }, steps),
    };
    this.#sliceRows = sliceRows;
    this.#more = more(this);
    this.jobs = this.engine();
  }

  readonly clock: Clock = {
    now: () => this.now,
    sleep: () =>
      new Promise((resolve) => {
        this.onBreath();
        setImmediate(resolve);
      }),
  };

  /** A new engine on the same store, as after a start of the host. */
  engine(): JobService {
    const { store, clock, planner } = this;
    const events = new EventHub();
    events.publish = (changes) => this.told.push(...changes);
    const runners = [phaseRunner(planner), fieldRunner(planner), undoRunner(planner), ...this.#more];
    return new JobService({
      store,
      clock,
      events,
      log: silentLog,
      terminalName: () => '受注PC',
      newId: randomUUID,
      runners: runners.map((runner) => ({ ...runner, sliceRows: this.#sliceRows })),
    });
  }

  addOrders(count: number, fraudHold: FraudHoldStatus = 'none'): number[] {
    const first = this.#orders;
    this.#orders += count;
    const changes = Array.from({ length: count }, (_, at) =>
      importChange({ ...sampleOrder(3, first + at), fraudHold }, phaseIdOf.new),
    );
    return this.store.commit(changes, origin()).outcomes.map((outcome) => orderOutcome(outcome).orderId);
  }

  phaseOf(orderId: number): number | undefined {
    return this.store.order(orderId)?.phaseId;
  }

  /** Moves of one order in its history. */
  moves(orderId: number): number {
    return this.store.orderHistory(orderId).filter(({ action }) => action.startsWith('phase_')).length;
  }

  toPhase(orderIds: number[], phaseId: number): Job {
    return this.jobs.start({ kind: 'orders', orderIds }, { kind: 'phase', phaseId }, ctx);
  }

  /** Waits until the job is over. */
  async ended(jobId: string): Promise<Job> {
    const open: readonly JobState[] = ['running', 'interrupted'];
    while (open.includes(this.jobs.get(jobId).state)) await new Promise((resolve) => setImmediate(resolve));
    return this.jobs.get(jobId);
  }

  rowsOf(jobId: string) {
    return this.jobs.rows(jobId, { offset: 0, limit: 500 }).rows;
  }

  async close(): Promise<void> {
    await this.jobs.close();
    this.#closeStore();
  }
}
