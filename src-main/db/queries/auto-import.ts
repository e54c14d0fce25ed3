import {
  defaultShopAutoImport,
  type ImportLease,
  type Reconciliation,
  type StripRun,
} from '#shared/contract/auto-import.ts';
import type { ImportRun } from '#shared/contract/imports.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { fraudHoldStatuses, isHeld } from '#shared/domain/order-status.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import type { AutoImportReader } from '../../core/ports/auto-import-store.ts';
import { fraudHoldCodes } from '../codes.ts';
import type { Database } from '../database.ts';
import type { FacetCounts } from '../facets.ts';
import { type RunRow, runColumns, toError, toRun } from './runs.ts';
import type { ShopReader } from './shops.ts';

interface LeaseRow {
  readonly shop_id: string;
  readonly owner: string;
  readonly terminal: string;
  readonly purpose: ImportLease['purpose'];
  readonly since: number;
  readonly expires_at: number;
  readonly beat: number;
}

interface SettingsRow {
  readonly version: number;
  readonly is_on: number;
  readonly interval_minutes: number;
  readonly uses_staging: number;
  readonly is_paused: number;
}

interface ReconciliationRow {
  readonly id: string;
  readonly shop_id: string;
  readonly reason: Reconciliation['reason'];
  readonly state: Reconciliation['state'];
  readonly started_at: number;
  readonly finished_at: number | null;
  readonly period_from: number;
  readonly period_to: number;
  readonly listed: number;
  readonly missing: number;
  readonly changed: number;
  readonly gap: number;
  readonly error: string | null;
}

interface StripRow {
  readonly started_at: number;
  readonly finished_at: number | null;
  readonly run_trigger: ImportRun['trigger'];
  readonly state: ImportRun['state'];
  readonly created: number;
  readonly updated: number;
  readonly failed: number;
}

const heldCodes = fraudHoldStatuses.filter(isHeld).map((word) => fraudHoldCodes[word]);
const automatic = `r.run_trigger IN ('auto', 'reconciliation')`;

/** The loop's leases, settings and records. */
export function createAutoImportReader(
  database: Database,
  shops: ShopReader,
  facets: FacetCounts,
): AutoImportReader {
  const leases = database.query<LeaseRow>(
    'SELECT l.*, s.id AS shop_id FROM import_leases l JOIN shops s ON s.no = l.shop_no',
  );
  const settings = database.query<SettingsRow>('SELECT * FROM auto_import WHERE shop_no = ?');
  const strip = database.query<StripRow>(
    `SELECT started_at, finished_at, run_trigger, state, created, updated, failed FROM import_runs
     WHERE shop_no = ? AND started_at >= ? AND started_at < ? ORDER BY started_at LIMIT ?`,
  );
  const runsWith = (condition: string): string =>
    `SELECT ${runColumns} WHERE ${condition} AND ${automatic} AND (r.found > 0 OR r.state = 'failed')
     ORDER BY r.no DESC LIMIT ?`;
  const allRuns = database.query<RunRow>(runsWith('TRUE'));
  const shopRuns = database.query<RunRow>(runsWith('r.shop_no = ?'));
  const totals = database.query<{
    runs: number;
    created: number;
    updated: number;
    unchanged: number;
    failed: number;
  }>(
    `SELECT count(*) AS runs, ifnull(sum(created), 0) AS created, ifnull(sum(updated), 0) AS updated,
       ifnull(sum(unchanged), 0) AS unchanged, ifnull(sum(failed), 0) AS failed
     FROM import_runs r WHERE shop_no = ? AND started_at >= ? AND ${automatic}`,
  );
  // By the order of writing: after a clock was set back, earlier runs seem to be the later ones.
  const lastSuccess = database.query<{ finished_at: number }>(
    `SELECT r.finished_at FROM import_runs r WHERE r.shop_no = ? AND ${automatic} AND r.state = 'completed'
     ORDER BY r.no DESC LIMIT 1`,
  );
  const comparisons = 'SELECT c.*, s.id AS shop_id FROM reconciliations c JOIN shops s ON s.no = c.shop_no';
  const one = database.query<ReconciliationRow>(`${comparisons} WHERE c.id = ?`);
  const all = database.query<ReconciliationRow>(`${comparisons} ORDER BY c.no DESC LIMIT ?`);
  const ofShop = database.query<ReconciliationRow>(
    `${comparisons} WHERE c.shop_no = ? ORDER BY c.no DESC LIMIT ?`,
  );
  const lastCompleted = database.query<ReconciliationRow>(
    `${comparisons} WHERE c.shop_no = ? AND c.state = 'completed' ORDER BY c.no DESC LIMIT 1`,
  );
  const running = database.query<ReconciliationRow>(`${comparisons} WHERE c.state = 'running' ORDER BY c.no`);
  const noOf = (shopId: ShopId): number => shops.find(shopId)?.no ?? -1;

  return {
    leases: () =>
      leases.all().map(({ shop_id, expires_at, owner, terminal, purpose, since, beat }) => ({
        shopId: shop_id,
        owner,
        terminal,
        purpose,
        since,
        expiresAt: expires_at,
        beat,
      })),
    settings: (shopId) => {
      const row = settings.get(noOf(shopId));
      if (row === undefined) return { version: 0, settings: defaultShopAutoImport };
      return {
        version: row.version,
        settings: {
          isOn: row.is_on === 1,
          intervalMinutes: row.interval_minutes,
          usesStaging: row.uses_staging === 1,
          isPaused: row.is_paused === 1,
        },
      };
    },
    staged: (shopId) => facets.count({ shop_no: [noOf(shopId)], phase_id: [phaseIdOf.staging] }),
    held: (shopId) => facets.count({ shop_no: [noOf(shopId)], fraud_hold: heldCodes }),
    strip: (shopId, from, to, limit) => strip.all(noOf(shopId), from, to, limit).map(toStripRun),
    runs: (shopId, limit) =>
      (shopId === null ? allRuns.all(limit) : shopRuns.all(noOf(shopId), limit)).map(toRun),
    totals: (shopId, from) =>
      totals.get(noOf(shopId), from) ?? { runs: 0, created: 0, updated: 0, unchanged: 0, failed: 0 },
    lastSuccessAt: (shopId) => lastSuccess.get(noOf(shopId))?.finished_at ?? null,
    reconciliation: (id) => firstOf(one.get(id)),
    reconciliations: (shopId, limit) =>
      (shopId === null ? all.all(limit) : ofShop.all(noOf(shopId), limit)).map(toReconciliation),
    lastReconciliation: (shopId, state) =>
      firstOf(state === 'any' ? ofShop.get(noOf(shopId), 1) : lastCompleted.get(noOf(shopId))),
    runningReconciliations: () => running.all().map(toReconciliation),
  };
}

const firstOf = (row: ReconciliationRow | undefined): Reconciliation | null =>
  row === undefined ? null : toReconciliation(row);

function toStripRun(row: StripRow): StripRun {
  return {
    at: row.started_at,
    durationMs: Math.max(0, (row.finished_at ?? row.started_at) - row.started_at),
    trigger: row.run_trigger,
    state: row.state,
    created: row.created,
    updated: row.updated,
    failed: row.failed,
  };
}

function toReconciliation(row: ReconciliationRow): Reconciliation {
  return {
    id: row.id,
    shopId: row.shop_id,
    reason: row.reason,
    state: row.state,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    from: row.period_from,
    to: row.period_to,
    listed: row.listed,
    missing: row.missing,
    changed: row.changed,
    gap: row.gap,
    error: row.error === null ? null : toError(row.error),
  };
}
