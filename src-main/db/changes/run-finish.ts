import type { Database } from '../database.ts';
import { createRunFinder } from './run-rows.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

/**
 * Ends a run. A completed one moves its shop's import cursor to the end of its period, unless that would leave a
 * gap behind: a period that begins after the cursor does not move it. New orders of an automatic run are told of.
 */
export function createRunFinish(database: Database): Handler<'run.finish'> {
  const findRun = createRunFinder(database);
  const finish = database.query('UPDATE import_runs SET state = ?, finished_at = ?, error = ? WHERE no = ?');
  const moveCursor = database.query(
    `UPDATE shops SET last_import_at = ?,
       last_import_to = CASE WHEN last_import_to IS NULL OR ? <= last_import_to
         THEN max(?, ifnull(last_import_to, 0)) ELSE last_import_to END
     WHERE no = ?`,
  );
  const shopId = database.query<{ id: string }>('SELECT id FROM shops WHERE no = ?');
  return (context, { runId, state, at, error }) => {
    const run = findRun(runId);
    finish.run(state, at, error === null ? null : JSON.stringify(error), run.no);
    context.notices.runEnded(run.no);
    context.touch('importRun', runId);
    context.remember({ entity: 'importRun', key: runId, action: state });
    if (state === 'completed') {
      moveCursor.run(at, run.period_from, run.period_to, run.shop_no);
      const shop = shopId.get(run.shop_no);
      if (shop !== undefined) context.touch('shop', shop.id);
    }
    return done;
  };
}
