import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCommitter } from './commit.ts';
import { Database } from './database.ts';
import { createDayTotals } from './day-totals.ts';
import { createFacetCounts } from './facets.ts';
import { TouchLog } from './matching/touch-log.ts';
import { latestVersion } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openStore } from './open-store.ts';
import { createRawPacks } from './raw-packs.ts';
import { sampleOrder } from './testing/sample-orders.ts';
import { importChange, origin, shopId, shopInput, silentLog, temporaryFolder } from './testing/test-store.ts';

// Files are written with every sync: quick on a quiet disk, not on a busy one.
vi.setConfig({ testTimeout: 30_000 });

let place: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  place = temporaryFolder();
});
afterEach(() => place.remove());

const open = (readOnly = false) => openStore({ file: place.file, log: silentLog, readOnly });

function fill(orders = 20): void {
  const store = open();
  store.commit([{ kind: 'shop.create', id: shopId(), shop: shopInput() }], origin());
  store.commit(
    Array.from({ length: orders }, (_, at) => importChange(sampleOrder(1, at))),
    origin(),
  );
  store.close();
}

describe('openStore', () => {
  it('creates the file with the built-in phases and views, and finds everything again', () => {
    fill();
    const store = open();
    expect(store.phases().map((phase) => phase.id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(store.views().map((view) => view.id)).toEqual([
      'all',
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((id) => `phase:${id}`),
      'held',
      'unpaid',
      'failed',
      'overdue',
      'errors',
      'outboxTrouble',
    ]);
    expect(store.orderCounts().views[0]).toEqual({ viewId: 'all', count: 20, exact: true });
    expect(store.revision()).toBe(2);
    expect(store.info()).toMatchObject({ schemaVersion: latestVersion(migrations) });
    store.close();
  });

  it('keeps a second writer out at once, and lets it in when the first is gone', () => {
    const first = open();
    expect(() => open()).toThrow(expect.objectContaining({ code: 'db_locked' }));
    first.close();
    open().close();
  });

  it('writes nothing when opened for reading only, and reads beside a writer', () => {
    fill();
    const writer = open();
    const reader = open(true);
    expect(reader.orderCounts().views[0]?.count).toBe(20);
    const write = () => reader.commit([{ kind: 'setting.set', key: 'a', value: 1 }], origin());
    expect(write).toThrow(expect.objectContaining({ code: 'db_read_only' }));
    expect(() => reader.commands.keep('k', 'op', 1, 1)).toThrow(
      expect.objectContaining({ code: 'db_read_only' }),
    );
    reader.close();
    writer.close();
  });

  it('says db_read_only when the file cannot be made', () => {
    mkdirSync(place.file);
    expect(() => open()).toThrow(expect.objectContaining({ code: 'db_read_only' }));
  });

  it('refuses a file that is no database', () => {
    writeFileSync(place.file, 'これはデータベースではありません。'.repeat(200));
    expect(() => open()).toThrow(expect.objectContaining({ code: 'db_corrupt' }));
  });

  it('reports damage met while working as db_corrupt', () => {
    fill(400);
    const bytes = readFileSync(place.file);
    // Everything but the first page and the schema's own pages.
    bytes.fill(0x5a, 200 * 4096);
    writeFileSync(place.file, bytes);
    expect(() => {
      const store = open();
      try {
        for (let id = 1; id <= 400; id++) store.order(id);
      } finally {
        store.close();
      }
    }).toThrow(expect.objectContaining({ code: 'db_corrupt' }));
  });

  it('reports a file cut short as db_corrupt', () => {
    fill(400);
    truncateSync(place.file, 4096 * 3);
    expect(() => open().close()).toThrow(expect.objectContaining({ code: 'db_corrupt' }));
  });

  it('refuses a database from the future and leaves it as it is', () => {
    fill();
    const raw = new BetterSqlite3(place.file);
    raw.pragma('user_version = 999');
    raw.close();
    expect(() => open()).toThrow(
      expect.objectContaining({
        code: 'db_from_future',
        details: { found: 999, supported: latestVersion(migrations) },
      }),
    );
    expect(() => open(true)).toThrow(expect.objectContaining({ code: 'db_from_future' }));
  });

  it('undoes a commit for which the disk has no room, and goes on when it has', () => {
    fill();
    const database = new Database({ file: place.file, log: silentLog, readOnly: false });
    const facets = createFacetCounts(database);
    const committer = createCommitter({
      database,
      log: silentLog,
      facets,
      days: createDayTotals(database),
      raws: createRawPacks(database),
      touched: new TouchLog(),
      knownIds: () => null,
    });
    const changes = Array.from({ length: 300 }, (_, at) => importChange(sampleOrder(1, 100 + at)));
    database.execute(`PRAGMA max_page_count = ${Number(database.pragma('page_count')) + 20}`);
    expect(() => committer.commit(changes, origin())).toThrow(
      expect.objectContaining({ code: 'db_disk_full', retryable: true }),
    );
    expect(facets.count({})).toBe(20);
    expect(committer.revision()).toBe(2);
    database.execute('PRAGMA max_page_count = 1000000');
    committer.commit(changes, origin());
    expect(facets.count({})).toBe(320);
    database.close();
  });
});
