import { readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { createCore } from '#main/core/create-core.ts';
import { memoryFileStore } from '#main/core/csv/testing/memory-files.ts';
import { openStore } from '#main/db/open-store.ts';
import { silentLog } from '#main/db/testing/test-store.ts';
import { endpointsSchema, productionEndpoints } from '#main/malls/endpoints.ts';
import { timeSources } from '#main/malls/time/index.ts';
import { createYahooMall, yahooAddresses } from '#main/malls/yahoo/index.ts';
import { EncryptedVault } from '#main/secrets/encrypted-vault.ts';
import { MemorySecretStore } from '#main/secrets/memory-secret-store.ts';
import { agreeToConsent, type ShopAccount } from '#simulators/yahoo/index.ts';
import { EventClock } from './event-clock.ts';
import type { ChildInput, FromChild, ToChild } from './soak-protocol.ts';
import { WorldTime } from './world-time.ts';

// A data host without a window, to be killed: real database, real vault, real mall client over HTTP, real core. Only
// time is simulated: it runs as far as it is told and takes no longer than the work in it.

const input = JSON.parse(readFileSync(0, 'utf8')) as ChildInput;
const endpoints = endpointsSchema.parse({ ...productionEndpoints, ...input.endpoints });
const clock = new EventClock(new WorldTime(input.worldTimeFile), input.clockAheadMs);
const keychain = new MemorySecretStore('test');
await keychain.put({ scope: 'terminal', shopId: null, name: 'vault-key' }, input.vaultKey);
const terminalName = (): string => '受注PC';
/** The latest authorization link that was mailed. */
let mailedLink = '';

const store = openStore({ file: input.databaseFile, log: silentLog, now: () => clock.now() });
const core = createCore({
  files: memoryFileStore(() => clock.now()),
  store,
  secrets: keychain,
  vault: new EncryptedVault({ store, secrets: keychain, clock, terminalName }),
  mailSender: {
    send: async (_settings, _password, { text }) => {
      mailedLink = /https?:\/\/\S*\/authorization\?\S+/.exec(text)?.[0] ?? mailedLink;
    },
  },
  malls: {
    yahoo: createYahooMall({
      endpointsFor: (environment) => yahooAddresses(endpoints, environment),
      clock,
      log: silentLog,
      // Network time-outs go by real time, in which a simulated day takes seconds.
      limits: { connectMs: 500, headersMs: 200, bodyMs: 200, totalMs: 2_000 },
    }),
  },
  loopback: { listen: () => Promise.reject(new Error('no browser')) },
  demoMall: { available: false, running: () => false, start: () => Promise.reject(new Error('no demo')) },
  clock,
  mono: clock.mono,
  timeSources: timeSources(endpoints, clock.mono),
  log: silentLog,
  terminalName,
  appVersion: '0.0.0',
  hostKind: 'in-process',
});

const ctx = { actor: '山田' };

function tell(message: FromChild): void {
  process.send?.(message);
}

/** An operation by its path, such as `autoImport.saveShop`. */
async function call(path: string, argument: unknown): Promise<unknown> {
  const operation = path
    .split('.')
    .reduce<unknown>((from, name) => Reflect.get(from as object, name), core.operations);
  return (operation as (input: unknown, ctx: object) => unknown)(argument, ctx);
}

/** Connects a shop as its owner would: registers it where it is new, gives its key, and consents by mail. */
async function connect(known: string | null, account: ShopAccount): Promise<string> {
  const { shops, mail, emailAuth } = core.operations;
  const { id: shopId } =
    known === null
      ? await shops.create(
          {
            shop: {
              mall: 'yahoo',
              name: account.sellerId,
              sellerId: account.sellerId,
              clientId: account.clientId,
              environment: 'production',
              redirectMethod: 'paste',
              redirectUri: account.redirectUri,
            },
            clientSecret: account.clientSecret ?? '',
          },
          ctx,
        )
      : { id: known };
  if (known === null) {
    const issuedOn = new Date(clock.now()).toISOString().slice(0, 10);
    const { publicKeyPem: publicKey, publicKeyVersion: keyVersion } = account;
    await shops.saveKey({ shopId, scope: 'shared', publicKey, keyVersion, issuedOn }, ctx);
    const settings = { host: 'mail', port: 25, security: 'none' as const, user: '', from: 'a@example.com' };
    await mail.save({ settings, password: null }, ctx);
  }
  await emailAuth.start({ shopId, to: 'b@example.com', requestedBy: '山田' }, ctx);
  const page = `${mailedLink}&user=${account.userId}`;
  await emailAuth.redeem({ shopId, pasted: await agreeToConsent(page) }, ctx);
  return shopId;
}

async function answer(id: number, work: Promise<unknown>): Promise<void> {
  let isAnswered = false;
  const done = work.then(
    (value) => tell({ kind: 'answer', id, value: value ?? null }),
    (error: Error & { code?: string }) =>
      tell({ kind: 'failure', id, code: error.code ?? '', message: `${error.message}\n${error.stack}` }),
  );
  void done.then(() => {
    isAnswered = true;
  });
  await clock.settle();
  if (!isAnswered) tell({ kind: 'waits', id });
}

async function end(): Promise<void> {
  await core.close();
  store.close();
}

process.on('message', (message: ToChild) => {
  if (message.kind === 'runTo') void clock.runTo(message.until).then(() => tell({ kind: 'reached' }));
  if (message.kind === 'clock') clock.aheadMs = message.aheadMs;
  if (message.kind === 'slept') clock.slept(message.ms, message.isMonoRunning);
  if (message.kind === 'call') void answer(message.id, call(message.path, message.input));
  if (message.kind === 'connect') void answer(message.id, connect(message.shopId, message.account));
  if (message.kind === 'end') void answer(message.id, end());
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
