import { basename } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { AppError } from '#shared/domain/errors.ts';
import { toStoreError } from './errors.ts';

/** The right to be the one process that writes to a database file. */
export interface WriterLock {
  release(): void;
}

/**
 * Takes the writer's right for `file`, or throws `db_locked` at once. The lock is SQLite's own file lock on a
 * small file beside the database: the operating system drops it when the process ends, however it ends.
 */
export function takeWriterLock(file: string): WriterLock {
  const lockFile = `${file}.lock`;
  let connection: BetterSqlite3.Database | undefined;
  try {
    connection = new BetterSqlite3(lockFile, { timeout: 0 });
    // In memory: the lock file's content never matters, and no journal is left behind by a killed process.
    connection.pragma('journal_mode = MEMORY');
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection?.close();
    throw asLocked(error, file);
  }
  const held = connection;
  // The file stays: removing it would let a third process lock a new one while a second waits on the old.
  return { release: () => held.close() };
}

function asLocked(error: unknown, file: string): unknown {
  const coded = toStoreError(error);
  if (!(coded instanceof AppError) || coded.code !== 'db_locked') return coded;
  return new AppError('db_locked', 'Another process is using this database', {
    cause: error,
    details: { file: basename(file) },
    retryable: true,
  });
}
