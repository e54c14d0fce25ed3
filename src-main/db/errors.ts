import BetterSqlite3 from 'better-sqlite3';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { AppError } from '#shared/domain/errors.ts';

/** SQLite's result codes (https://sqlite.org/rescode.html) by the start of their name → what the user meets. */
const codeByPrefix: readonly (readonly [prefix: string, code: ErrorCode])[] = [
  ['SQLITE_CORRUPT', 'db_corrupt'],
  ['SQLITE_NOTADB', 'db_corrupt'],
  ['SQLITE_READONLY', 'db_read_only'],
  ['SQLITE_PERM', 'db_read_only'],
  ['SQLITE_AUTH', 'db_read_only'],
  ['SQLITE_CANTOPEN', 'db_read_only'],
  ['SQLITE_FULL', 'db_disk_full'],
  ['SQLITE_BUSY', 'db_locked'],
  ['SQLITE_LOCKED', 'db_locked'],
  ['SQLITE_PROTOCOL', 'db_locked'],
];

/** Operating-system errors met while files are made or copied beside the database. */
const codeByErrno: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'db_disk_full',
  EDQUOT: 'db_disk_full',
  EROFS: 'db_read_only',
  EACCES: 'db_read_only',
  EPERM: 'db_read_only',
};

function codeOf(error: Error): ErrorCode | null {
  if (error instanceof BetterSqlite3.SqliteError) {
    return codeByPrefix.find(([prefix]) => error.code.startsWith(prefix))?.[1] ?? 'internal';
  }
  const errno = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return codeByErrno[errno] ?? null;
}

/**
 * A failure of SQLite or of the file system as the coded error of the product; anything else comes back as it
 * was. SQLite's message names tables and columns, never values, so it may be logged.
 */
export function toStoreError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const code = codeOf(error);
  if (code === null) return error;
  const sqliteCode = error instanceof BetterSqlite3.SqliteError ? error.code : '';
  return new AppError(code, error.message, {
    cause: error,
    details: { sqliteCode },
    retryable: code === 'db_locked' || code === 'db_disk_full',
  });
}
