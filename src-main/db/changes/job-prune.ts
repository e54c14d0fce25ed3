import type { Database } from '../database.ts';
import { createJobFinder } from './job-head.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

export function createJobPrune(database: Database): Handler<'job.prune'> {
  const findJob = createJobFinder(database);
  const firstSeq = database.query<{ seq: number | null }>(
    'SELECT min(seq) AS seq FROM job_items WHERE job_no = ?',
  );
  const removeRows = database.query('DELETE FROM job_items WHERE job_no = ? AND seq < ?');
  const removeFetched = database.query('DELETE FROM job_fetched WHERE job_no = ? AND seq < ?');
  const removeJob = database.query('DELETE FROM jobs WHERE no = ?');
  return (context, { jobId, rows }) => {
    const { no } = findJob(jobId);
    const first = firstSeq.get(no)?.seq ?? null;
    if (first !== null) {
      removeRows.run(no, first + rows);
      removeFetched.run(no, first + rows);
      return done;
    }
    removeJob.run(no);
    context.touch('job', jobId);
    return done;
  };
}
