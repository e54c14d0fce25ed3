import { jobRowStateCodes } from '../codes.ts';
import type { Database } from '../database.ts';
import { createJobInsert } from './job-insert.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

export function createJobRecorded(database: Database): Handler<'job.recorded'> {
  const insertJob = createJobInsert(database);
  const insertRow = database.query(
    `INSERT INTO job_items (job_no, seq, order_id, state, before, after, what, error)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const setCounts = database.query(
    'UPDATE jobs SET total = ?, done = ?, unchanged = ?, failed = ? WHERE no = ?',
  );
  return (context, { job, rows }) => {
    const no = insertJob(context, job, 'completed', 0);
    const counts = { done: 0, unchanged: 0, failed: 0 };
    for (const [at, row] of rows.entries()) {
      const error = row.error === null ? null : JSON.stringify(row.error);
      const code = jobRowStateCodes[row.state];
      insertRow.run(no, at + 1, row.orderId, code, row.before, row.after, row.what, error);
      counts[row.state] += 1;
    }
    setCounts.run(rows.length, counts.done, counts.unchanged, counts.failed, no);
    context.touch('job', job.id);
    return done;
  };
}
