import { AppError } from '#shared/domain/errors.ts';
import type { Database } from '../database.ts';

export interface JobHead {
  readonly no: number;
  readonly state: string;
  readonly total: number;
  readonly done: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly undo_depth: number;
  readonly undoes: string | null;
  readonly undone_by: string | null;
}

/** Finds a job for writing; throws `not_found`. */
export function createJobFinder(database: Database): (id: string) => JobHead {
  const find = database.query<JobHead>(
    'SELECT no, state, total, done, unchanged, failed, undo_depth, undoes, undone_by FROM jobs WHERE id = ?',
  );
  return (id) => {
    const job = find.get(id);
    if (job === undefined) throw new AppError('not_found', 'No such job', { details: { entity: 'job', id } });
    return job;
  };
}
