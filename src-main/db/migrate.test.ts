import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Database } from './database.ts';
import { backupFile, latestVersion, migrate, schemaVersion } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { openStore } from './open-store.ts';
import { silentLog, temporaryFolder } from './testing/test-store.ts';

let place: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  place = temporaryFolder();
});
afterEach(() => place.remove());

const openDatabase = () => new Database({ file: place.file, log: silentLog, readOnly: false });
const step = (version: number, sql: string): Migration => ({ version, slug: `step-${version}`, sql });
const one = step(1, 'CREATE TABLE kept (a INTEGER) STRICT; INSERT INTO kept VALUES (7)');
const two = step(2, 'ALTER TABLE kept ADD COLUMN b INTEGER; UPDATE kept SET b = a + 1');
const broken = step(3, 'UPDATE kept SET b = 0; CREATE TABLE kept (a INTEGER) STRICT');

function schemaOf(database: Database): unknown[] {
  return database.query('SELECT type, name, sql FROM sqlite_master ORDER BY type, name').all();
}

describe('migrate', () => {
  it('applies what is due, in order, and copies a file that holds data first', () => {
    const database = openDatabase();
    migrate(database, [one]);
    expect(existsSync(backupFile(place.file, 0))).toBe(false);
    migrate(database, [one, two]);
    expect(database.query('SELECT * FROM kept').all()).toEqual([{ a: 7, b: 8 }]);
    expect(schemaVersion(database)).toBe(2);
    database.close();

    copyFileSync(backupFile(place.file, 1), place.file);
    const copy = openDatabase();
    expect(schemaVersion(copy)).toBe(1);
    expect(copy.query('SELECT * FROM kept').all()).toEqual([{ a: 7 }]);
    copy.close();
  });

  it('stops at a step that fails and leaves the file as it was before the step', () => {
    const database = openDatabase();
    migrate(database, [one, two]);
    expect(() => migrate(database, [one, two, broken, step(4, 'DROP TABLE kept')])).toThrow(
      expect.objectContaining({
        code: 'db_migration_failed',
        details: { from: 2, to: 3, migration: 'step-3', backup: 'orders.db.v2.backup' },
      }),
    );
    expect(schemaVersion(database)).toBe(2);
    expect(database.query('SELECT * FROM kept').all()).toEqual([{ a: 7, b: 8 }]);
    database.close();
  });

  it('does nothing, and makes no copy, when nothing is due', () => {
    const database = openDatabase();
    migrate(database, [one]);
    migrate(database, [one]);
    expect(existsSync(backupFile(place.file, 1))).toBe(false);
    database.close();
  });

  it('insists on strictly increasing numbers', () => {
    expect(() => latestVersion([one, two, two])).toThrow('out of order');
    expect(latestVersion(migrations)).toBeGreaterThan(0);
  });
});

describe('released versions', () => {
  /** A file as each released version left it, with orders in it (testing/make-fixture.ts). */
  const fixture = (version: number) =>
    gunzipSync(readFileSync(new URL(`./migrations/fixtures/v${version}.db.gz`, import.meta.url)));

  it.each(migrations.map((migration) => migration.version))('a file of version %i still opens', (version) => {
    writeFileSync(place.file, fixture(version));
    const store = openStore({ file: place.file, log: silentLog });
    const found = store.orderWindow({
      filter: {},
      search: 'りんご',
      sort: { column: 'orderedAt', direction: 'desc' },
      offset: 0,
      limit: 100,
    });
    expect(found.total).toBeGreaterThan(0);
    expect(store.orderCounts().views[0]?.count).toBe(40);
    expect(store.order(1)?.order?.lines.length).toBeGreaterThan(0);
    expect(store.orderHistory(1)).toHaveLength(1);
    expect(store.orderRaw(1)).toHaveLength(1);
    store.close();
  });

  it.each(migrations.map((migration) => migration.version))(
    'migration %i was not edited since',
    (version) => {
      const fresh = openDatabase();
      migrate(
        fresh,
        migrations.filter((migration) => migration.version <= version),
      );
      const expected = schemaOf(fresh);
      fresh.close();
      const old = temporaryFolder();
      writeFileSync(old.file, fixture(version));
      const released = new Database({ file: old.file, log: silentLog, readOnly: false });
      expect(schemaOf(released)).toEqual(expected);
      released.close();
      old.remove();
    },
  );
});
