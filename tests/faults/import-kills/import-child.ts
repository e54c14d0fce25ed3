import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { createCore } from '#main/core/create-core.ts';
import { memoryFileStore } from '#main/core/csv/testing/memory-files.ts';
import { openStore } from '#main/db/open-store.ts';
import { silentLog } from '#main/db/testing/test-store.ts';
import { loopbackReceiver } from '#main/host/loopback-receiver.ts';
import { systemClock } from '#main/host/system-clock.ts';
import { systemMono } from '#main/host/system-mono.ts';
import { endpointsSchema } from '#main/malls/endpoints.ts';
import { timeSources } from '#main/malls/time/index.ts';
import { createYahooMall, yahooAddresses } from '#main/malls/yahoo/index.ts';
import { AppError } from '#shared/domain/errors.ts';
import { memorySecrets } from '../../support/memory-secrets.ts';
import { memoryVault } from '../../support/memory-vault.ts';
import { noDemoMall, noMail } from '../../support/unused-ports.ts';

// A data host without a transport, to be killed: real database, real mall client over HTTP, real core. It begins or
// resumes the import of the only shop and says `run <state>` when it ends.

const options = z
  .object({ file: z.string(), endpoints: endpointsSchema, secrets: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(0, 'utf8')));

const secrets = memorySecrets(options.secrets);

const store = openStore({ file: options.file, log: silentLog });
const core = createCore({
  // The one before was killed a moment ago: its lease must not hold this one up for long.
  leaseTimes: { ttlMs: 60, beatMs: 15 },
  files: memoryFileStore(),
  store,
  secrets,
  vault: memoryVault(options.secrets),
  mailSender: noMail,
  malls: {
    yahoo: createYahooMall({
      endpointsFor: (environment) => yahooAddresses(options.endpoints, environment),
      clock: systemClock,
      log: silentLog,
    }),
  },
  loopback: loopbackReceiver,
  demoMall: noDemoMall,
  clock: systemClock,
  mono: systemMono,
  timeSources: timeSources(options.endpoints, systemMono),
  log: silentLog,
  terminalName: () => 'test',
  appVersion: '0.0.0',
  hostKind: 'in-process',
});

const ctx = { actor: 'test', signal: new AbortController().signal };
const [shop] = store.shops();
if (shop === undefined) throw new Error('The test has made a shop');
const [last] = store.importRuns(1);
const begin = async () =>
  last?.state === 'interrupted'
    ? core.operations.imports.resume({ runId: last.id }, ctx)
    : (await core.operations.imports.start({ shopIds: [shop.id], period: { kind: 'since_last' } }, ctx))
        .runs[0];
const run = await whenFree(begin);
process.stdout.write('started\n');
for await (const event of await core.operations.system.events({}, ctx)) {
  const state = store.importRun(run?.id ?? '')?.state;
  if (state !== 'running' || event === undefined) {
    process.stdout.write(`run ${state}\n`);
    break;
  }
}
await core.close();
store.close();

/** Begins as soon as the lease of the process before is known to be dead. */
async function whenFree<T>(start: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'import_busy') throw error;
      await systemClock.sleep(5);
    }
  }
}
