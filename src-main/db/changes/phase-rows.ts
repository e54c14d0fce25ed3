import { AppError } from '#shared/domain/errors.ts';
import type { PhaseId } from '#shared/domain/ids.ts';
import type { Database } from '../database.ts';

export interface PhaseRow {
  readonly id: number;
  readonly version: number;
  readonly kind: string;
  readonly name: string;
  readonly color: string;
  readonly built_in: number;
}

/** Finds a phase for writing; throws `not_found`, and `conflict` when it is not the version that the caller saw. */
export function createPhaseFinder(
  database: Database,
): (id: PhaseId, expectedVersion: number | null) => PhaseRow {
  const find = database.query<PhaseRow>('SELECT * FROM phases WHERE id = ?');
  return (id, expected) => {
    const phase = find.get(id);
    if (phase === undefined) {
      throw new AppError('not_found', 'No such phase', { details: { entity: 'phase', id } });
    }
    if (expected !== null && phase.version !== expected) {
      throw new AppError('conflict', 'The phase was changed by someone else', {
        details: { entity: 'phase', id, expected, found: phase.version },
      });
    }
    return phase;
  };
}

/** SQLite's refusal of a second phase of a name, as `phase_name_taken`. */
export function asNameTaken(error: unknown, name: string): unknown {
  const isTaken =
    error instanceof AppError && String(error.details.sqliteCode).startsWith('SQLITE_CONSTRAINT_UNIQUE');
  if (!isTaken) return error;
  return new AppError('phase_name_taken', 'Another phase has this name', { details: { name } });
}
