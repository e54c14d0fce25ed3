import { AppError } from '#shared/domain/errors.ts';
import type { Database } from '../database.ts';
import { createRunFinder } from './run-rows.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

/** A run that ended early goes on; running and completed ones answer `import_not_resumable`. */
export function createRunResume(database: Database): Handler<'run.resume'> {
  const findRun = createRunFinder(database);
  const resume = database.query(
    `UPDATE import_runs SET state = 'running', finished_at = NULL, error = NULL WHERE no = ?`,
  );
  return (context, { runId }) => {
    const run = findRun(runId);
    if (run.state === 'running' || run.state === 'completed') {
      throw new AppError('import_not_resumable', `The run is ${run.state}`, {
        details: { runId, state: run.state },
      });
    }
    resume.run(run.no);
    context.touch('importRun', runId);
    context.remember({ entity: 'importRun', key: runId, action: 'resumed' });
    return done;
  };
}
