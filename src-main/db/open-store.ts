import { jstDateOf } from '#shared/domain/time.ts';
import type { Logger } from '../core/ports/logger.ts';
import type { Store } from '../core/ports/store.ts';
import { fraudHoldCodes } from './codes.ts';
import { createCommandLog } from './command-log.ts';
import { createCommitter } from './commit.ts';
import { Database } from './database.ts';
import { createDayTotals } from './day-totals.ts';
import { createFacetCounts } from './facets.ts';
import { Background } from './matching/background.ts';
import { TouchLog } from './matching/touch-log.ts';
import { migrate, refuseFuture, schemaVersion } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { createAutoImportReader } from './queries/auto-import.ts';
import { createClockReader } from './queries/clock-checks.ts';
import { createDashboardReader } from './queries/dashboard.ts';
import { createEmailAuthReader } from './queries/email-auths.ts';
import { createStopReader } from './queries/emergency-stops.ts';
import { createExpiryReader } from './queries/expiry-announcements.ts';
import { createReleaseReader } from './queries/fraud-releases.ts';
import { createRuleReader } from './queries/import-rules.ts';
import { createJobReader } from './queries/jobs.ts';
import { createNoticeReader } from './queries/notices.ts';
import { createEditReader } from './queries/order-edits.ts';
import { createOrderFieldReader } from './queries/order-fields.ts';
import { createOrderLists } from './queries/order-window.ts';
import { createOrderReader } from './queries/orders.ts';
import { createOutboxReader } from './queries/outbox.ts';
import { createRunReader } from './queries/runs.ts';
import { createSessionReader } from './queries/sessions.ts';
import { createShopReader } from './queries/shops.ts';
import { createViewReader } from './queries/views.ts';
import { createRawPacks } from './raw-packs.ts';
import { takeWriterLock } from './writer-lock.ts';

export interface OpenStoreOptions {
  /** The database file; its folder must exist. Beside it lie `-wal`, `-shm`, `.lock` and backups. */
  readonly file: string;
  readonly log: Logger;
  /** For looking only: no lock, no migration, and every write answers `db_read_only`. */
  readonly readOnly?: boolean;
  /** The present moment, epoch ms; relative dates of filters are counted from it. The system's clock if left out. */
  readonly now?: () => number;
}

/**
 * Opens the local database, creating or migrating it first. One process writes at a time: a second one gets
 * `db_locked` at once. Also throws `db_corrupt`, `db_read_only`, `db_disk_full`, `db_from_future` and
 * `db_migration_failed`; the file is then left as it was.
 */
export function openStore({ file, log, readOnly = false, now = Date.now }: OpenStoreOptions): Store {
  const started = performance.now();
  const lock = readOnly ? null : takeWriterLock(file);
  let database: Database | undefined;
  try {
    database = new Database({ file, log, readOnly });
    if (readOnly) refuseFuture(database, migrations);
    else migrate(database, migrations);
    return assemble({ database, log, now, started, release: () => lock?.release() });
  } catch (error) {
    database?.close();
    lock?.release();
    throw error;
  }
}

function assemble(parts: {
  database: Database;
  log: Logger;
  now: () => number;
  started: number;
  release: () => void;
}): Store {
  const { database, log, now, started, release } = parts;
  const facets = createFacetCounts(database);
  const days = createDayTotals(database);
  const raws = createRawPacks(database);
  const touched = new TouchLog();
  const committer = createCommitter({
    database,
    log,
    facets,
    days,
    raws,
    touched,
    knownIds: (query) => lists.knownIds(query),
  });
  const background = new Background({
    onNews: () => committer.announce({ type: 'windowGrew' }),
    onFault: (error) => log.error('looking for matching orders failed', { error: String(error) }),
  });
  const shops = createShopReader(database);
  const sessions = createSessionReader(database);
  const expiry = createExpiryReader(database);
  const emailAuths = createEmailAuthReader(database);
  const sharedSecret = database.query<{ sealed: string }>(
    'SELECT sealed FROM shared_secrets WHERE owner = ? AND name = ?',
  );
  const views = createViewReader(database);
  const orders = createOrderReader(database, shops, raws);
  const edits = createEditReader(database);
  const runs = createRunReader(database);
  const lists = createOrderLists({
    database,
    counts: facets,
    shops,
    phaseIds: () => views.phases().map((phase) => phase.id),
    views: views.views,
    revision: committer.revision,
    today: () => jstDateOf(now()),
    touched,
    background,
  });
  const setting = database.query<{ value: string }>('SELECT value FROM settings WHERE key = ?');
  const version = schemaVersion(database);
  const openMs = performance.now() - started;

  return {
    revision: committer.revision,
    info: () => ({
      schemaVersion: version,
      sizeBytes: Number(database.pragma('page_count')) * Number(database.pragma('page_size')),
      openMs,
    }),
    shops: () => shops.all().map((shop) => shop.record),
    shop: (id) => {
      const shop = shops.find(id);
      return shop === null || shop.isRemoved ? null : shop.record;
    },
    session: sessions.session,
    sessions: sessions.sessions,
    sharedSecret: (owner, name) => sharedSecret.get(owner, name)?.sealed ?? null,
    ...emailAuths,
    phases: views.phases,
    orderWindow: lists.window,
    orderCounts: lists.counts,
    order: orders.order,
    orderStandings: orders.facts,
    fieldStandings: edits.fieldStandings,
    orderChangesSince: edits.changesSince,
    phaseOrders: orders.inPhase,
    countInPhase: (phaseId, fraudHolds) =>
      facets.count({ phase_id: [phaseId], fraud_hold: fraudHolds.map((word) => fraudHoldCodes[word]) }),
    importRules: createRuleReader(database),
    fraudReleases: createReleaseReader(database),
    orderHistory: orders.history,
    orderRaw: orders.raw,
    orderStates: orders.states,
    orderFields: createOrderFieldReader(database),
    views: views.views,
    importRun: runs.run,
    importRuns: runs.runs,
    latestImportRun: runs.latestOf,
    runningImportRuns: runs.running,
    pendingRunItems: runs.pendingItems,
    runFailures: runs.failures,
    importErrorOrders: orders.withImportError,
    ...createJobReader(database),
    ...createStopReader(database),
    setting: (key) => {
      const row = setting.get(key);
      return row === undefined ? undefined : JSON.parse(row.value);
    },
    ...createDashboardReader({ database, facets, days, shops }),
    clockChecks: createClockReader(database),
    expiryAnnouncements: expiry.announcements,
    outbox: createOutboxReader(database),
    autoImport: createAutoImportReader(database, shops, facets),
    notices: createNoticeReader(database),
    commit: committer.commit,
    subscribe: committer.subscribe,
    commands: createCommandLog(database),
    close: () => {
      background.close();
      database.close();
      release();
    },
  };
}
