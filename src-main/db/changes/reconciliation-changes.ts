import type { Database } from '../database.ts';
import { done, type Handler } from './write-context.ts';

export function createReconciliationStart(database: Database): Handler<'reconciliation.start'> {
  const insert = database.query(
    `INSERT INTO reconciliations (id, shop_no, reason, state, started_at, finished_at, period_from, period_to,
       listed, missing, changed, gap, error)
     VALUES (?, ?, ?, 'running', ?, NULL, ?, ?, 0, 0, 0, 0, NULL)`,
  );
  return (context, { reconciliation }) => {
    const { id, shopId, reason, startedAt, from, to } = reconciliation;
    insert.run(id, context.shopNo(shopId), reason, startedAt, from, to);
    context.touch('autoImport', shopId);
    return done;
  };
}

export function createReconciliationCompared(database: Database): Handler<'reconciliation.compared'> {
  const update = database.query(
    'UPDATE reconciliations SET listed = ?, missing = ?, changed = ?, gap = ? WHERE id = ?',
  );
  return (context, { id, shopId, listed, missing, changed }) => {
    update.run(listed, missing, changed, missing, id);
    context.touch('autoImport', shopId);
    return done;
  };
}

export function createReconciliationFinish(database: Database): Handler<'reconciliation.finish'> {
  const update = database.query(
    'UPDATE reconciliations SET state = ?, finished_at = ?, gap = ?, error = ? WHERE id = ?',
  );
  return (context, { id, shopId, state, at, gap, error }) => {
    update.run(state, at, gap, error === null ? null : JSON.stringify(error), id);
    context.touch('autoImport', shopId);
    return done;
  };
}
