import { jobRowStateCodes } from '../codes.ts';
import type { Database } from '../database.ts';
import { createJobFinder } from './job-head.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

/** What an entry that was taken back leaves in its row. */
const withdrawn = JSON.stringify({
  code: 'cancelled',
  message: 'Taken back from the outbox',
  details: {},
  retryable: false,
});

/** Rows that wait for the outbox are settled by what became of their entries there. */
export function createJobCollect(database: Database): Handler<'job.collect'> {
  const findJob = createJobFinder(database);
  const ended = database.query<{ seq: number; state: string; error: string | null }>(
    `SELECT i.seq, o.state, o.error FROM job_items i CROSS JOIN outbox o ON o.id = i.outbox_id
     WHERE i.job_no = ? AND i.state = ${jobRowStateCodes.sent} AND o.state IN ('done', 'failed', 'withdrawn')`,
  );
  const settle = database.query('UPDATE job_items SET state = ?, error = ? WHERE job_no = ? AND seq = ?');
  const addCounts = database.query(
    'UPDATE jobs SET done = done + ?, failed = failed + ?, sent = sent - ? WHERE no = ?',
  );
  return (context, { jobId }) => {
    const { no } = findJob(jobId);
    const rows = ended.all(no);
    if (rows.length === 0) return done;
    let doneRows = 0;
    for (const { seq, state, error } of rows) {
      const isDone = state === 'done';
      if (isDone) doneRows += 1;
      const code = isDone ? jobRowStateCodes.done : jobRowStateCodes.failed;
      settle.run(code, state === 'withdrawn' ? withdrawn : isDone ? null : error, no, seq);
    }
    addCounts.run(doneRows, rows.length - doneRows, rows.length, no);
    context.touch('job', jobId);
    return done;
  };
}
