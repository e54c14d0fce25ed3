import { readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { seededRandom } from '#main/db/testing/sample-orders.ts';
import { endpointsSchema, productionEndpoints } from '#main/malls/endpoints.ts';
import { openAutoImportCore } from '../../support/auto-import-core.ts';
import { EventClock } from './event-clock.ts';
import type { ChildInput, FromChild, ToChild } from './soak-protocol.ts';
import { WorldTime } from './world-time.ts';

// A data host without a window, to be killed. Only time is simulated: it runs as far as it is told and takes no longer
// than the work in it.

const input = JSON.parse(readFileSync(0, 'utf8')) as ChildInput;
const clock = new EventClock(new WorldTime(input.worldTimeFile), input.clockAheadMs);
clock.mayHang = input.mayHang;
const { core, store, connect, close } = await openAutoImportCore({
  databaseFile: input.databaseFile,
  endpoints: endpointsSchema.parse({ ...productionEndpoints, ...input.endpoints }),
  clock,
  mono: clock.mono,
  vaultKey: input.vaultKey,
  random: seededRandom(input.seed),
  // Network time-outs go by real time, in which a simulated day takes seconds.
  limits: { connectMs: 2_000, headersMs: 600, bodyMs: 600, totalMs: 3_000 },
});

function tell(message: FromChild): void {
  process.send?.(message);
}

/** An operation by its path, such as `autoImport.saveShop`. */
async function call(path: string, argument: unknown): Promise<unknown> {
  const operation = path
    .split('.')
    .reduce<unknown>((from, name) => Reflect.get(from as object, name), core.operations);
  return (operation as (input: unknown, ctx: object) => unknown)(argument, { actor: '山田' });
}

async function answer(id: number, work: Promise<unknown>): Promise<void> {
  let isAnswered = false;
  const done = work.then(
    (value) => tell({ kind: 'answer', id, value: value ?? null }),
    (error: Error & { code?: string }) =>
      tell({ kind: 'failure', id, code: error.code ?? '', message: error.stack ?? error.message }),
  );
  void done.then(() => {
    isAnswered = true;
  });
  await clock.settle();
  if (!isAnswered) tell({ kind: 'waits', id });
}

process.on('message', (message: ToChild) => {
  if (message.kind === 'runTo')
    void clock.runTo(message.until).then(() => tell({ kind: 'reached', wakings: clock.wakings }));
  if (message.kind === 'mayHang') clock.mayHang = message.mayHang;
  if (message.kind === 'clock') clock.aheadMs = message.aheadMs;
  if (message.kind === 'slept') clock.slept(message.ms, message.isMonoRunning);
  if (message.kind === 'call') void answer(message.id, call(message.path, message.input));
  if (message.kind === 'connect') void answer(message.id, connect(message.shopId, message.account));
  if (message.kind === 'end') void answer(message.id, close());
});
process.on('disconnect', () => process.exit(1));
process.on('unhandledRejection', (error) => {
  console.error('soak child', error);
  process.exit(2);
});

store.subscribe(() => tell({ kind: 'commit' }));
core.start();
flushCompileCache();
tell({ kind: 'ready' });
