import type { Database } from '../database.ts';
import { createJobFinder } from './job-head.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

export function createJobPrune(database: Database): Handler<'job.prune'> {
  const findJob = createJobFinder(database);
  const removeRows = database.query(
    `DELETE FROM job_items WHERE job_no = ?1 AND seq <= (SELECT min(seq) FROM job_items WHERE job_no = ?1) + ?2`,
  );
  const removeFetched = database.query(
    `DELETE FROM job_fetched WHERE job_no = ?1 AND seq < ifnull((SELECT min(seq) FROM job_items WHERE job_no = ?1), seq + 1)`,
  );
  const isEmpty = database.query('SELECT 1 FROM job_items WHERE job_no = ? LIMIT 1');
  const removeJob = database.query('DELETE FROM jobs WHERE no = ?');
  return (context, { jobId, rows }) => {
    const { no } = findJob(jobId);
    removeRows.run(no, rows - 1);
    removeFetched.run(no);
    if (isEmpty.get(no) !== undefined) return done;
    removeJob.run(no);
    context.touch('job', jobId);
    return done;
  };
}
