import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Database } from '../database.ts';
import { sampleOrder } from './sample-orders.ts';
import { createTestStore, importChange, origin, silentLog } from './test-store.ts';

/**
 * Writes the fixture of the present schema version: run it once when a version is released
 * (`node src-main/db/testing/make-fixture.ts`), never again for that version.
 */
const { store, file, close } = createTestStore();
const { schemaVersion } = store.info();
store.commit(
  Array.from({ length: 40 }, (_, at) => importChange(sampleOrder(1, at), 1 + (at % 8))),
  origin(2_000),
);
store.close();
const database = new Database({ file, log: silentLog, readOnly: false });
database.execute('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
database.close();
const folder = new URL('../migrations/fixtures/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL(`v${schemaVersion}.db.gz`, folder), gzipSync(readFileSync(file), { level: 9 }));
close();
