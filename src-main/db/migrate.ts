import { renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '#shared/domain/errors.ts';
import type { Database } from './database.ts';
import type { Migration } from './migrations/migration.ts';

/** The schema version the file holds; 0 for a new file. */
export function schemaVersion(database: Database): number {
  return Number(database.pragma('user_version'));
}

/** The version these migrations lead to. Throws an Error when their numbers do not strictly increase. */
export function latestVersion(migrations: readonly Migration[]): number {
  let last = 0;
  for (const migration of migrations) {
    if (migration.version <= last) throw new Error(`Migration ${migration.slug} is out of order`);
    last = migration.version;
  }
  return last;
}

/** Throws `db_from_future` when a newer version of the product wrote the file. */
export function refuseFuture(database: Database, migrations: readonly Migration[]): void {
  const found = schemaVersion(database);
  const supported = latestVersion(migrations);
  if (found <= supported) return;
  throw new AppError('db_from_future', `Schema ${found} is newer than ${supported}`, {
    details: { found, supported },
  });
}

/**
 * Brings the file to the latest version, step by step, each in its own transaction. A file that holds data is
 * copied first (`<file>.v<version>.backup`). Stops at the first failure with `db_migration_failed`: the step is
 * rolled back and the copy stays. Disk full and the like keep their own codes.
 */
export function migrate(database: Database, migrations: readonly Migration[]): void {
  refuseFuture(database, migrations);
  const from = schemaVersion(database);
  const due = migrations.filter((migration) => migration.version > from);
  if (due.length === 0) return;
  if (from > 0) backUp(database, from);
  for (const migration of due) apply(database, migration, from);
}

function apply(database: Database, migration: Migration, from: number): void {
  try {
    database.transaction(() => {
      database.execute(migration.sql);
      database.execute(`PRAGMA user_version = ${migration.version}`);
    });
  } catch (error) {
    if (error instanceof AppError && (error.code === 'db_disk_full' || error.code === 'db_read_only')) {
      throw error;
    }
    throw new AppError('db_migration_failed', `Migration ${migration.slug} failed`, {
      cause: error,
      details: {
        from,
        to: migration.version,
        migration: migration.slug,
        backup: from > 0 ? basename(backupFile(database.file, from)) : null,
      },
    });
  }
}

/** Where the copy made before migrating away from `version` lies. */
export function backupFile(file: string, version: number): string {
  return `${file}.v${version}.backup`;
}

function backUp(database: Database, version: number): void {
  const target = backupFile(database.file, version);
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { force: true });
  // One consistent copy, write-ahead log included; renamed only when complete.
  database.query('VACUUM INTO ?').run(unfinished);
  renameSync(unfinished, target);
}
