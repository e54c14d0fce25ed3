import { sql } from 'kysely';
import { AppError } from '#shared/domain/errors.ts';
import { type JstDate, jstDateOf } from '#shared/domain/time.ts';
import { confirmedTolerance, type JobSource } from '../../core/ports/job-store.ts';
import { jobRowStateCodes } from '../codes.ts';
import type { Database } from '../database.ts';
import type { KnownIds } from '../queries/order-selection.ts';
import { createOrderSelection } from '../queries/order-selection.ts';
import type { Piece } from '../queries/sql-builder.ts';
import { writeBuilt } from '../queries/sql-builder.ts';
import { createJobFinder } from './job-head.ts';
import { createJobInsert } from './job-insert.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

/** Begins a job: its rows are read and written inside SQLite, however many they are. */
export function createJobStart(database: Database, knownIds: KnownIds): Handler<'job.start'> {
  const findJob = createJobFinder(database);
  const insertJob = createJobInsert(database);
  const select = createOrderSelection(database, knownIds);
  const setTotal = database.query('UPDATE jobs SET total = ? WHERE no = ?');
  const setUndoneBy = database.query('UPDATE jobs SET undone_by = ? WHERE no = ?');

  const rowsOf = (source: JobSource, today: JstDate): Piece => {
    switch (source.kind) {
      case 'orders':
        return sql`SELECT row_number() OVER (ORDER BY min(key)) AS seq, value AS order_id, '' AS before, '' AS after,
            '' AS what FROM json_each(${JSON.stringify(source.orderIds)}) GROUP BY value`;
      case 'query': {
        const { ids, rank } = select(source.query, today, source.inListOrder);
        const isLeftOut = sql`id IN (SELECT value FROM json_each(${JSON.stringify(source.except)}))`;
        const wanted = source.except.length === 0 ? sql`1` : sql`NOT ${isLeftOut}`;
        return sql`SELECT row_number() OVER (ORDER BY ${rank}) AS seq, id AS order_id, '' AS before, '' AS after,
            '' AS what FROM (${ids}) WHERE ${wanted}`;
      }
      case 'undo': {
        const { no } = findJob(source.jobId);
        return sql`SELECT row_number() OVER (ORDER BY seq DESC) AS seq, order_id, after AS before, before AS after, what
          FROM job_items WHERE job_no = ${no} AND state = ${jobRowStateCodes.done}`;
      }
      case 'fetched': {
        const { no } = findJob(source.jobId);
        const wanted =
          source.orderIds === null
            ? sql`1`
            : sql`order_id IN (SELECT value FROM json_each(${JSON.stringify(source.orderIds)}))`;
        return sql`SELECT row_number() OVER (ORDER BY seq) AS seq, order_id, '' AS before, '' AS after, '' AS what
          FROM job_fetched WHERE job_no = ${no} AND ${wanted}`;
      }
      case 'blank':
        return sql`WITH RECURSIVE numbers (seq) AS
          (SELECT 1 WHERE ${source.total} > 0 UNION ALL SELECT seq + 1 FROM numbers WHERE seq < ${source.total})
          SELECT seq, NULL AS order_id, '' AS before, '' AS after, '' AS what FROM numbers`;
    }
  };

  return (context, { job, source }) => {
    const undone = job.undoes === null ? null : findJob(job.undoes);
    if (undone !== null && undone.undone_by !== null) {
      throw new AppError('job_not_undoable', 'The job is taken back already', {
        details: { reason: 'undone' },
      });
    }
    const no = insertJob(context, job, 'running', undone === null ? 0 : undone.undo_depth + 1);
    if (undone !== null && job.undoes !== null) {
      setUndoneBy.run(job.id, undone.no);
      context.touch('job', job.undoes);
    }
    const total = writeBuilt(
      database,
      sql`INSERT INTO job_items (job_no, seq, order_id, state, before, after, what)
        SELECT ${no}, seq, order_id, ${jobRowStateCodes.waiting}, before, after, what FROM (${rowsOf(source, jstDateOf(context.origin.at))})`,
    );
    if (source.kind === 'query' && source.confirmed !== null) requireConfirmed(source.confirmed, total);
    setTotal.run(total, no);
    context.touch('job', job.id);
    return done;
  };
}

/** Far more or fewer than the operator agreed to: they must see the true number first. */
function requireConfirmed(confirmed: number, total: number): void {
  const difference = Math.abs(total - confirmed);
  if (difference <= confirmedTolerance.orders || difference <= confirmed * confirmedTolerance.share) return;
  throw new AppError('job_total_changed', `${total} orders match, ${confirmed} were confirmed`, {
    details: { confirmed, total },
  });
}
