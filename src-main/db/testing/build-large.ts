import type { MallOrder } from '#shared/domain/order.ts';
import type { WriteContext } from '../changes/write-context.ts';
import { Database } from '../database.ts';
import { createDayTotals } from '../day-totals.ts';
import { createFacetCounts } from '../facets.ts';
import { openStore } from '../open-store.ts';
import { createOrderWriter } from '../orders/order-writer.ts';
import { createSearchDocuments } from '../orders/search-documents.ts';
import { createItemDictionary } from '../search/item-dictionary.ts';
import { origin, shopId, shopInput, silentLog } from './test-store.ts';

const perTransaction = 20_000;

/**
 * A large database in minutes: the same schema and the same writers as ever, but the list's indexes are made
 * afterwards, nothing is synced, and neither raw answers nor histories are kept.
 */
export function buildLargeDatabase(
  file: string,
  count: number,
  orderOf: (number: number) => { order: MallOrder; phaseId: number },
  onProgress: (done: number) => void,
): void {
  const store = openStore({ file, log: silentLog });
  store.commit([{ kind: 'shop.create', id: shopId(1), shop: shopInput(1) }], origin(1));
  store.close();

  const database = new Database({ file, log: silentLog, readOnly: false });
  database.execute('PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA wal_autocheckpoint = 20000');
  const indexes = database
    .query<{ name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'orders' AND sql IS NOT NULL`,
    )
    .all();
  for (const { name } of indexes) database.execute(`DROP INDEX ${name}`);

  const facets = createFacetCounts(database);
  const days = createDayTotals(database);
  const writer = createOrderWriter(database, createSearchDocuments(database));
  const context: WriteContext = {
    origin: origin(2),
    baseRevision: 0,
    facets,
    days,
    raws: { add: () => {}, write: () => {}, discard: () => {}, read: () => [] },
    items: createItemDictionary(database),
    progress: { add: () => {}, write: () => {}, discard: () => {} },
    notices: {
      held: () => {},
      released: () => {},
      runEnded: () => {},
      write: () => {},
      discard: () => {},
    },
    moves: { add: () => {}, isPending: () => false, write: () => {}, discard: () => {} },
    shopNo: () => 1,
    touch: () => {},
    remember: () => {},
    rememberOrder: () => {},
  };
  for (let start = 0; start < count; start += perTransaction) {
    database.transaction(() => {
      for (let number = start; number < Math.min(start + perTransaction, count); number++) {
        const { order, phaseId } = orderOf(number);
        writer.insert(context, 1, phaseId, order);
      }
      facets.write();
      days.write();
    });
    facets.settle();
    days.settle();
    onProgress(Math.min(start + perTransaction, count));
  }
  for (const { sql } of indexes) database.execute(sql);
  database.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}
