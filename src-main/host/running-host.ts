import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Router } from '@orpc/server';
import { type HostContract, hostContract } from '#shared/contract/index.ts';
import type { SystemInfo } from '#shared/contract/system.ts';
import { createCore } from '../core/create-core.ts';
import type { Logger } from '../core/ports/logger.ts';
import type { Notifier } from '../core/ports/notifier.ts';
import type { SecretStore } from '../core/ports/secret-store.ts';
import { openStore } from '../db/open-store.ts';
import { folderFiles } from '../files/folder-files.ts';
import { smtpSender } from '../mail/smtp-sender.ts';
import type { Endpoints } from '../malls/endpoints.ts';
import { timeSources } from '../malls/time/index.ts';
import { createYahooMall, type YahooAddresses, yahooAddresses } from '../malls/yahoo/index.ts';
import { EncryptedVault } from '../secrets/encrypted-vault.ts';
import { CallGate } from './call-gate.ts';
import type { HostDemoMall } from './demo/host-demo-mall.ts';
import { loopbackReceiver } from './loopback-receiver.ts';
import { createRouter, type RpcContext } from './router.ts';
import { systemClock } from './system-clock.ts';
import { systemMono } from './system-mono.ts';

/** Name of the database in the data folder. */
export const databaseFile = 'juchuban.db';
/** Idle connections to a mall close at once; one that hangs must not keep the host. */
const connectionsCloseMs = 1_000;

/** What differs between the hosts. */
export interface HostSetup {
  readonly hostKind: SystemInfo['hostKind'];
  readonly dataDir: string;
  readonly endpoints: Endpoints;
  readonly secrets: SecretStore;
  readonly demoMall: HostDemoMall;
  /** Left out where there is no desktop. */
  readonly notifier?: Notifier;
  readonly appVersion: string;
  readonly terminalName: () => string;
  readonly log: Logger;
}

export interface RunningHost {
  readonly router: Router<HostContract, RpcContext>;
  /** How long the database took to open, in ms. */
  readonly openMs: number;
  /**
   * Takes no new calls, lets commands and imports finish what is in their hands, at most `graceMs`, and closes
   * the database. Whatever is cut off then is resumed by the next start.
   */
  close(graceMs: number): Promise<void>;
}

/** Puts store, malls, core and router together. Throws the `db_*` codes when the database cannot be used. */
export function startHost(setup: HostSetup): RunningHost {
  const { log, demoMall } = setup;
  const clock = systemClock;
  mkdirSync(setup.dataDir, { recursive: true });
  const startedAt = performance.now();
  const store = openStore({ file: join(setup.dataDir, databaseFile), log });
  const openMs = Math.round(performance.now() - startedAt);
  const yahoo = createYahooMall({
    endpointsFor: (environment) => yahooAddresses(setup.endpoints, environment, demoAddresses(setup)),
    clock,
    log,
  });
  const core = createCore({
    store,
    secrets: setup.secrets,
    vault: new EncryptedVault({
      store,
      secrets: setup.secrets,
      clock,
      terminalName: setup.terminalName,
    }),
    mailSender: smtpSender,
    malls: { yahoo },
    files: folderFiles(setup.dataDir),
    loopback: loopbackReceiver,
    demoMall,
    ...(setup.notifier === undefined ? {} : { notifier: setup.notifier }),
    clock,
    mono: systemMono,
    timeSources: timeSources(setup.endpoints, systemMono),
    log,
    terminalName: setup.terminalName,
    appVersion: setup.appVersion,
    hostKind: setup.hostKind,
  });
  const gate = new CallGate();
  const router = createRouter(hostContract, core.operations, { log, clock, commands: store.commands, gate });
  core.start();
  log.info('host started', { kind: setup.hostKind, openMs, version: setup.appVersion });
  return {
    router,
    openMs,
    close: async (graceMs) => {
      const finished = await within(graceMs, Promise.all([gate.stop(), core.close()]));
      if (!finished) log.warn('host stops before its work is done', { graceMs });
      await within(connectionsCloseMs, yahoo.close());
      store.close();
    },
  };
}

/** null while the demo does not run. */
function demoAddresses({ demoMall, endpoints }: HostSetup): YahooAddresses | null {
  const demo = demoMall.endpoints();
  return demo === null ? null : yahooAddresses({ ...endpoints, ...demo } as Endpoints, 'production');
}

/** True when `work` ended in time, however it ended. */
async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const done = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
}
