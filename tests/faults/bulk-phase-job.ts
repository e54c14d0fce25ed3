import { randomUUID } from 'node:crypto';
import { EventHub } from '#main/core/events/event-hub.ts';
import { FraudGuard } from '#main/core/fraud/guard.ts';
import { JobService } from '#main/core/jobs/job-service.ts';
import { phaseRunner } from '#main/core/jobs/runners/phase-runner.ts';
import { planPhaseMove } from '#main/core/orders/plan-phase-move.ts';
import { openStore } from '#main/db/open-store.ts';
import { silentLog } from '#main/db/testing/test-store.ts';
import { systemClock } from '#main/host/system-clock.ts';
import { AppError } from '#shared/domain/errors.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';

/**
 * Goes on with the interrupted bulk change of a database, or begins one over all its orders. Says `working` when it is
 * under way and `ended <state>` when it is over.
 */
const file = process.argv[2];
if (file === undefined) throw new Error('Usage: bulk-phase-job FILE');
const store = openStore({ file, log: silentLog });
const guard = new FraudGuard(store);
const notPlanned = () => {
  throw new AppError('internal', 'Only phases are changed here');
};
const jobs = new JobService({
  store,
  clock: systemClock,
  log: silentLog,
  events: new EventHub(),
  terminalName: () => '受注PC',
  newId: randomUUID,
  runners: [
    {
      ...phaseRunner({
        phaseMove: (orderIds, phaseId) => planPhaseMove({ store, guard }, orderIds, phaseId, 'bulk'),
        fieldEdit: notPlanned,
        restore: notPlanned,
      }),
      // Small, so that kills fall between and into many commits.
      sliceRows: 50,
    },
  ],
});
jobs.markInterrupted();
jobs.resume();
const [job = begin()] = jobs.list(1);
process.stdout.write('working\n');
while (jobs.get(job.id).state === 'running' || jobs.get(job.id).state === 'interrupted') {
  await systemClock.sleep(5);
}
process.stdout.write(`ended ${jobs.get(job.id).state}\n`);
await jobs.close();
store.close();

function begin() {
  const query = { filter: {}, search: '', sort: { column: 'orderedAt', direction: 'asc' } } as const;
  const total = store.orderCounts().phases.reduce((sum, { count }) => sum + count, 0);
  return jobs.start(
    { kind: 'query', query, except: [], total },
    { kind: 'phase', phaseId: phaseIdOf.shipped },
    { actor: '山田' },
  );
}
