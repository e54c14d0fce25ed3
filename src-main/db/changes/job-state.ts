import type { Database } from '../database.ts';
import { createJobFinder } from './job-head.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

/** An undo that stopped halfway may be begun again: what it did take back is passed over then. */
export function createJobState(database: Database): Handler<'job.state'> {
  const findJob = createJobFinder(database);
  const update = database.query('UPDATE jobs SET state = ?, finished_at = ?, error = ? WHERE no = ?');
  const addFacts = database.query('UPDATE jobs SET facts = json_patch(facts, ?) WHERE no = ?');
  const forgetUndo = database.query('UPDATE jobs SET undone_by = NULL WHERE id = ? AND undone_by = ?');
  return (context, { jobId, state, error, facts = {} }) => {
    const job = findJob(jobId);
    const isOver = state !== 'running' && state !== 'interrupted';
    const errorText = error === null ? null : JSON.stringify(error);
    update.run(state, isOver ? context.origin.at : null, errorText, job.no);
    if (Object.keys(facts).length > 0) addFacts.run(JSON.stringify(facts), job.no);
    context.touch('job', jobId);
    if (job.undoes !== null && (state === 'cancelled' || state === 'failed')) {
      forgetUndo.run(job.undoes, jobId);
      context.touch('job', job.undoes);
    }
    return done;
  };
}
