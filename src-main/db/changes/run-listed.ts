import type { Database } from '../database.ts';
import { createRunFinder } from './run-rows.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

export function createRunListed(database: Database): Handler<'run.listed'> {
  const findRun = createRunFinder(database);
  const update = database.query('UPDATE import_runs SET listed = 1 WHERE no = ?');
  return (context, { runId }) => {
    update.run(findRun(runId).no);
    context.touch('importRun', runId);
    return done;
  };
}
