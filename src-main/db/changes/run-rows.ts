import { AppError } from '#shared/domain/errors.ts';
import type { ImportRunId } from '#shared/domain/ids.ts';
import type { Database } from '../database.ts';

export interface RunHead {
  readonly no: number;
  readonly state: string;
  readonly shop_no: number;
  readonly period_from: number;
  readonly period_to: number;
}

/** Finds a run for writing; throws `not_found`. */
export function createRunFinder(database: Database): (id: ImportRunId) => RunHead {
  const find = database.query<RunHead>(
    'SELECT no, state, shop_no, period_from, period_to FROM import_runs WHERE id = ?',
  );
  return (id) => {
    const run = find.get(id);
    if (run === undefined) {
      throw new AppError('not_found', 'No such import run', { details: { entity: 'importRun', id } });
    }
    return run;
  };
}
