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
import { createYahooMall, yahooAddresses } from '#main/malls/yahoo/index.ts';
import { memorySecrets } from '../../support/memory-secrets.ts';
import { memoryVault } from '../../support/memory-vault.ts';
import { trueTime } from '../../support/true-time.ts';
import { noDemoMall, noMail } from '../../support/unused-ports.ts';

// A data host without a transport, to be killed: real database, real mall client over HTTP, real core. It sends what
// waits in the outbox, says `step` at each of its commits, and `drained` when nothing is left to do.

const options = z
  .object({ file: z.string(), endpoints: endpointsSchema, secrets: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(0, 'utf8')));

const secrets = memorySecrets(options.secrets);

const store = openStore({ file: options.file, log: silentLog });
const core = createCore({
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
  timeSources: [trueTime],
  outboxTimes: {
    settleMs: 500,
    rereadMs: 100,
    shopPausesMs: [20, 50, 100],
    entryPausesMs: [20, 50, 100, 200, 400, 800],
  },
  log: silentLog,
  terminalName: () => 'test',
  appVersion: '0.0.0',
  hostKind: 'in-process',
});

const drained = Promise.withResolvers<void>();
const look = (): void => {
  process.stdout.write('step\n');
  if (store.outbox.busyShops().length === 0) drained.resolve();
};
store.subscribe(look);
core.start();
look();
await drained.promise;
process.stdout.write('drained\n');
await core.close();
store.close();
process.exit(0);
