import { AppError } from '#shared/domain/errors.ts';
import type { CommandLog } from '../core/ports/store.ts';
import type { Database } from './database.ts';

/** Answers are kept this long: far longer than any caller repeats a command after a lost answer. */
const keptMs = 7 * 24 * 60 * 60 * 1_000;

export function createCommandLog(database: Database): CommandLog {
  const find = database.query<{ operation: string; answer: string }>(
    'SELECT operation, answer FROM command_log WHERE key = ?',
  );
  const insert = database.query(
    'INSERT INTO command_log (key, operation, answer, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const expire = database.query('DELETE FROM command_log WHERE at < ?');
  return {
    find: (key) => {
      const row = find.get(key);
      return row === undefined ? null : { operation: row.operation, answer: JSON.parse(row.answer) };
    },
    keep: (key, operation, answer, at) => {
      if (database.readOnly) throw new AppError('db_read_only', 'The database was opened for reading only');
      database.transaction(() => {
        insert.run(key, operation, JSON.stringify(answer ?? null), at);
        expire.run(at - keptMs);
      });
    },
  };
}
