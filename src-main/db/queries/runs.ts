import type { ImportRun } from '#shared/contract/imports.ts';
import { type AppErrorShape, appErrorSchema } from '#shared/domain/errors.ts';
import type { ImportRunId, OrderId, ShopId } from '#shared/domain/ids.ts';
import { runItemStateCodes } from '../codes.ts';
import type { Database } from '../database.ts';

export interface RunRow {
  readonly id: string;
  readonly batch_id: string;
  readonly shop_id: string;
  readonly shop_name: string;
  readonly state: ImportRun['state'];
  readonly run_trigger: ImportRun['trigger'];
  readonly started_at: number;
  readonly finished_at: number | null;
  readonly period_from: number;
  readonly period_to: number;
  readonly listed: number;
  readonly error: string | null;
  readonly found: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
}

type StoredRun = ImportRun & { listed: boolean };

/** Stored errors were written by this product, but perhaps by another version of it. */
export const toError = (text: string): AppErrorShape => appErrorSchema.parse(JSON.parse(text));

export interface RunReader {
  run(id: ImportRunId): StoredRun | null;
  runs(limit: number): ImportRun[];
  /** The shop's last run; an idle one gives way to the last that brought orders. */
  latestOf(shopId: ShopId): ImportRun | null;
  running(): ImportRun[];
  pendingItems(id: ImportRunId, limit: number): string[];
  failures(id: ImportRunId): { mallOrderId: string; orderId: OrderId | null; error: AppErrorShape }[];
}

/** Columns of a `RunRow`, and where they come from. */
export const runColumns =
  'r.*, s.id AS shop_id, s.name AS shop_name FROM import_runs r JOIN shops s ON s.no = r.shop_no';

/** The loop's runs that brought nothing are its own affair: every few minutes one. */
const worthTelling = `NOT (r.run_trigger IN ('auto', 'reconciliation') AND r.found = 0)`;

export function createRunReader(database: Database): RunReader {
  const one = database.query<RunRow>(`SELECT ${runColumns} WHERE r.id = ?`);
  const latest = database.query<RunRow>(
    `SELECT ${runColumns} WHERE ${worthTelling} ORDER BY r.no DESC LIMIT ?`,
  );
  const lastOf = database.query<RunRow & { is_idle: number }>(
    `SELECT r.state = 'completed' AND NOT (${worthTelling}) AS is_idle, ${runColumns} WHERE s.id = ? ORDER BY r.no DESC LIMIT 1`,
  );
  const lastFruitful = database.query<RunRow>(
    `SELECT ${runColumns} WHERE s.id = ? AND r.state = 'completed' AND ${worthTelling} ORDER BY r.no DESC LIMIT 1`,
  );
  const running = database.query<RunRow>(`SELECT ${runColumns} WHERE r.state = 'running' ORDER BY r.no`);
  const pending = database.query<{ mall_order_id: string }>(
    `SELECT i.mall_order_id FROM import_run_items i
     WHERE i.run_no = (SELECT no FROM import_runs WHERE id = ?) AND i.state = ${runItemStateCodes.pending}
     ORDER BY i.seq LIMIT ?`,
  );
  const failures = database.query<{ mall_order_id: string; order_id: number | null; error: string }>(
    `SELECT i.mall_order_id, i.order_id, i.error FROM import_run_items i
     WHERE i.run_no = (SELECT no FROM import_runs WHERE id = ?) AND i.state = ${runItemStateCodes.failed}
     ORDER BY i.seq`,
  );
  return {
    run: (id) => {
      const row = one.get(id);
      return row === undefined ? null : { ...toRun(row), listed: row.listed === 1 };
    },
    runs: (limit) => latest.all(limit).map(toRun),
    latestOf: (shopId) => {
      const last = lastOf.get(shopId);
      if (last === undefined) return null;
      return toRun(last.is_idle === 1 ? (lastFruitful.get(shopId) ?? last) : last);
    },
    running: () => running.all().map(toRun),
    pendingItems: (id, limit) => pending.all(id, limit).map((row) => row.mall_order_id),
    failures: (id) =>
      failures.all(id).map((row) => ({
        mallOrderId: row.mall_order_id,
        orderId: row.order_id,
        error: toError(row.error),
      })),
  };
}

export function toRun(row: RunRow): ImportRun {
  const { found, created, updated, unchanged, failed } = row;
  const working = row.listed === 1 ? 'fetching' : 'listing';
  return {
    id: row.id,
    batchId: row.batch_id,
    shopId: row.shop_id,
    shopName: row.shop_name,
    state: row.state,
    trigger: row.run_trigger,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    periodFrom: row.period_from,
    periodTo: row.period_to,
    progress: {
      stage: row.state === 'running' ? working : 'finished',
      found,
      done: created + updated + unchanged + failed,
      counts: { created, updated, unchanged, failed },
      remainingMs: null,
    },
    error: row.error === null ? null : toError(row.error),
  };
}
