import { randomUUID } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventHub } from '#main/core/events/event-hub.ts';
import { FraudGuard } from '#main/core/fraud/guard.ts';
import { JobService } from '#main/core/jobs/job-service.ts';
import { phaseRunner } from '#main/core/jobs/runners/phase-runner.ts';
import { undoRunner } from '#main/core/jobs/runners/undo-runner.ts';
import { planFieldEdit } from '#main/core/orders/plan-edits.ts';
import { planPhaseMove } from '#main/core/orders/plan-phase-move.ts';
import { planRestore } from '#main/core/orders/plan-restore.ts';
import type { Change, Store } from '#main/core/ports/store.ts';
import { ImportRules } from '#main/core/rules/import-rules.ts';
import { acceptRunner } from '#main/core/staging/accept-runner.ts';
import { beginAccept } from '#main/core/staging/accept-service.ts';
import { openStore } from '#main/db/open-store.ts';
import { silentLog } from '#main/db/testing/test-store.ts';
import { systemClock } from '#main/host/system-clock.ts';
import type { Job } from '#shared/contract/jobs.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ConditionGroup } from '#shared/domain/order-condition.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { largeDatabase } from './large-list.ts';
import { atMost, percentile, type Verdict } from './measure.ts';

const budgetMs = 10_000;
/** While a bulk change runs, a window is asked for so often, ms; it must be there within the budget of a list. */
const askEveryMs = 100;
const windowBudgetMs = 150;
const memoryBudgetMb = 150;
const ctx = { actor: 'perf' };

/** Moves a tenth of a large database to another phase and back, with the list being looked at meanwhile. */
export function measureBulk(count: number): Promise<Verdict[]> {
  return onCopyOf(largeDatabase(count), async (store, jobs) => {
    const target = oldestTenth(store, jobs, count);
    const moved = await watch(store, jobs, 'bulk change of phase', () =>
      jobs.start(target, { kind: 'phase', phaseId: phaseIdOf.awaitingShipment }, ctx),
    );
    const undone = await watch(store, jobs, 'undo of it', () => jobs.undo(moved.jobId, ctx));
    return [...moved.verdicts, ...undone.verdicts];
  });
}

/** 「受注取込」 of 100,000 orders with rules to be tried on each, and back. */
export function measureAccept(): Promise<Verdict[]> {
  return onCopyOf(largeDatabase(100_000, phaseIdOf.staging), async (store, jobs) => {
    const changes = rules.map(
      ({ where, phaseId }, at): Change => ({
        kind: 'rule.save',
        expectedVersion: null,
        rule: { id: randomUUID(), name: `rule ${at}`, isOn: true, where, phaseId },
      }),
    );
    store.commit(changes, { actor: 'perf', terminal: 'perf', at: Date.now() });
    const taken = await watch(store, jobs, 'taking in staged orders', () => beginAccept(jobs, {}, ctx));
    const undone = await watch(store, jobs, 'undo of it', () => jobs.undo(taken.jobId, ctx));
    return [...taken.verdicts, ...undone.verdicts];
  });
}

/** Conditions on the order, its details and its lines. */
const rules: readonly { where: ConditionGroup; phaseId: number }[] = [
  {
    where: { join: 'and', parts: [{ field: 'lines.title', operator: 'contains', values: ['りんご'] }] },
    phaseId: phaseIdOf.awaitingShipment,
  },
  {
    where: {
      join: 'or',
      parts: [
        { field: 'money.totalYen', operator: 'at_least', values: ['20000'] },
        { field: 'notes', operator: 'is_not_empty', values: [] },
      ],
    },
    phaseId: phaseIdOf.awaitingPayment,
  },
  {
    where: {
      join: 'and',
      parts: [{ field: 'recipient.prefecture', operator: 'equals', values: ['沖縄県'] }],
    },
    phaseId: phaseIdOf.awaitingShipment,
  },
];

/** Works on a copy, which is gone afterwards. */
async function onCopyOf(
  original: string,
  work: (store: Store, jobs: JobService) => Promise<Verdict[]>,
): Promise<Verdict[]> {
  const file = `${original}.bulk`;
  const remove = () => {
    for (const end of ['', '-wal', '-shm', '.lock']) rmSync(file + end, { force: true });
  };
  remove();
  copyFileSync(original, file);
  const store = openStore({ file, log: silentLog });
  const jobs = jobsOn(store);
  try {
    return await work(store, jobs);
  } finally {
    await jobs.close();
    store.close();
    remove();
  }
}

function jobsOn(store: Store): JobService {
  const guard = new FraudGuard(store);
  const planner = {
    phaseMove: (orderIds: readonly number[], phaseId: number) =>
      planPhaseMove({ store, guard }, orderIds, phaseId, 'bulk'),
    fieldEdit: (orderIds: readonly number[], field: string, value: string) =>
      planFieldEdit({ store, guard }, orderIds, field, value),
    restore: (steps: Parameters<typeof planRestore>[1]) => planRestore({ store, guard }, steps),
  };
  return new JobService({
    store,
    clock: systemClock,
    log: silentLog,
    events: new EventHub(),
    terminalName: () => 'perf',
    newId: randomUUID,
    runners: [
      phaseRunner(planner),
      undoRunner(planner),
      acceptRunner({ store, guard, rules: new ImportRules(store, guard), clock: systemClock }),
    ],
  });
}

/** The completed orders up to a moment before which a tenth of all lies. */
function oldestTenth(store: Store, jobs: JobService, count: number) {
  const sort = { column: 'orderedAt', direction: 'asc' } as const;
  const { rows } = store.orderWindow({ filter: {}, search: '', sort, offset: count / 10, limit: 1 });
  const query = {
    filter: { phaseIds: [phaseIdOf.completed], orderedTo: rows[0]?.orderedAt ?? 0 },
    search: '',
    sort,
  };
  const target = { kind: 'query' as const, query, except: [], total: 0 };
  try {
    jobs.start(target, { kind: 'phase', phaseId: phaseIdOf.awaitingShipment }, ctx);
  } catch (error) {
    if (error instanceof AppError) return { ...target, total: Number(error.details.total) };
    throw error;
  }
  throw new Error('A tenth of the orders is more than none');
}

async function watch(
  store: Store,
  jobs: JobService,
  what: string,
  begin: () => Job,
): Promise<{ jobId: string; verdicts: Verdict[] }> {
  const memoryBefore = process.memoryUsage().rss;
  const cpuBefore = process.cpuUsage();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const startedAt = performance.now();
  const { id } = begin();
  const waits: number[] = [];
  const sorts = ['orderedAt', 'buyerName', 'totalYen', 'shipDate'] as const;
  while (jobs.get(id).state === 'running') {
    const askedAt = performance.now();
    // The question arrives when it was due, however late the loop gets to it.
    await sleep(askEveryMs);
    store.orderWindow({
      filter: { phaseIds: [phaseIdOf.new, phaseIdOf.awaitingShipment] },
      search: '',
      sort: { column: sorts[waits.length % sorts.length] ?? 'orderedAt', direction: 'desc' },
      offset: 0,
      limit: 100,
    });
    waits.push(performance.now() - askedAt - askEveryMs);
  }
  const ms = performance.now() - startedAt;
  delay.disable();
  const cpu = process.cpuUsage(cpuBefore);
  const { progress } = jobs.get(id);
  const grownMb = (process.memoryUsage().rss - memoryBefore) / 1e6;
  return {
    jobId: id,
    verdicts: [
      {
        what: `${what}: ${progress.done} orders`,
        target: `≤ ${budgetMs / 1_000} s`,
        value: `${(ms / 1_000).toFixed(1)} s (CPU ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s)`,
        isMet: ms <= budgetMs,
      },
      atMost(`${what}: windows meanwhile, waiting included`, windowBudgetMs, waits),
      {
        what: `${what}: delay of the event loop`,
        target: `p95 ≤ ${windowBudgetMs} ms`,
        value: `p95 ${(delay.percentile(95) / 1e6).toFixed(0)}  most ${(delay.max / 1e6).toFixed(0)} ms, waits most ${percentile(waits, 1).toFixed(0)} ms`,
        isMet: delay.percentile(95) / 1e6 <= windowBudgetMs,
      },
      {
        what: `${what}: memory growth`,
        target: `≤ ${memoryBudgetMb} MB`,
        value: `${grownMb.toFixed(0)} MB`,
        isMet: grownMb <= memoryBudgetMb,
      },
    ],
  };
}
