import type { Database } from '../database.ts';
import { createShopReader } from '../queries/shops.ts';
import { createCursorMove } from './run-cursor.ts';
import { done, type Handler } from './write-context.ts';

/** Days that automatic runs without orders, and all other records of the loop, are kept. */
const keptDays = { idle: 7, others: 90 };
/**
 * Runs forgotten with each comparison, once an hour: more than an hour makes, or they would pile up. Those with orders
 * take their lists along, and the commit must stay short.
 */
const pruned = { idle: 200, others: 20 };
const day = 86_400_000;

/** A run without orders as one row: an idle cycle must cost next to nothing. */
export function createRunRecord(database: Database): Handler<'run.record'> {
  const shops = createShopReader(database);
  const moveCursor = createCursorMove(database);
  const insert = database.query(
    `INSERT INTO import_runs (id, batch_id, shop_no, state, run_trigger, started_at, finished_at, period_from,
       period_to, listed, error, found, created, updated, unchanged, failed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, 0, 0, 0, 0, 0)`,
  );
  return (context, { run, state, at, error }) => {
    const { no } = shops.require(run.shopId);
    const errorText = error === null ? null : JSON.stringify(error);
    const { id, batchId, trigger, startedAt, periodFrom, periodTo } = run;
    insert.run(id, batchId, no, state, trigger, startedAt, at, periodFrom, periodTo, errorText);
    context.touch('importRun', id);
    if (state === 'completed') moveCursor(context, { shopNo: no, at, periodFrom, periodTo });
    return done;
  };
}

/** Forgets some old runs of the loop with their lists, and old comparisons. The orders' histories stay. */
export function createRunPrune(database: Database): Handler<'run.prune'> {
  const automatic = `run_trigger IN ('auto', 'reconciliation') AND state <> 'running'`;
  const oldest = (isIdle: string, limit: number) =>
    database.query<{ no: number }>(
      `SELECT no FROM import_runs WHERE ${automatic} AND ${isIdle} AND started_at < ? ORDER BY no LIMIT ${limit}`,
    );
  const idle = oldest('found = 0', pruned.idle);
  const others = oldest('found > 0', pruned.others);
  const removeItems = database.query('DELETE FROM import_run_items WHERE run_no = ?');
  const removeRun = database.query('DELETE FROM import_runs WHERE no = ?');
  const removeComparisons = database.query('DELETE FROM reconciliations WHERE started_at < ?');
  return (_context, { at }) => {
    for (const { no } of idle.all(at - keptDays.idle * day)) removeRun.run(no);
    for (const { no } of others.all(at - keptDays.others * day)) {
      removeItems.run(no);
      removeRun.run(no);
    }
    removeComparisons.run(at - keptDays.others * day);
    return done;
  };
}
