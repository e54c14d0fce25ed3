import type { Database } from '../database.ts';
import { createCursorMove } from './run-cursor.ts';
import { createRunFinder } from './run-rows.ts';
import { done, type Handler } from './write-context.ts';

/** Ends a run. A completed one moves its shop's import cursor. New orders of an automatic run are told of. */
export function createRunFinish(database: Database): Handler<'run.finish'> {
  const findRun = createRunFinder(database);
  const moveCursor = createCursorMove(database);
  const finish = database.query('UPDATE import_runs SET state = ?, finished_at = ?, error = ? WHERE no = ?');
  return (context, { runId, state, at, error }) => {
    const run = findRun(runId);
    finish.run(state, at, error === null ? null : JSON.stringify(error), run.no);
    context.notices.runEnded(run.no);
    context.touch('importRun', runId);
    context.remember({ entity: 'importRun', key: runId, action: state });
    if (state === 'completed') {
      const { shop_no: shopNo, period_from: periodFrom, period_to: periodTo } = run;
      moveCursor(context, { shopNo, at, periodFrom, periodTo });
    }
    return done;
  };
}
