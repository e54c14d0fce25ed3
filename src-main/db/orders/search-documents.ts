import type { Database } from '../database.ts';
import type { OrderDocument } from '../search/order-document.ts';

/** Writes orders' documents in the search index. */
export interface SearchDocuments {
  add(orderId: number, document: OrderDocument): void;
  remove(orderId: number): void;
}

export function createSearchDocuments(database: Database): SearchDocuments {
  const insert = database.query(
    'INSERT INTO order_search (rowid, buyer, recipient, body, keys) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = database.query('DELETE FROM order_search WHERE rowid = ?');
  return {
    add: (orderId, { buyer, recipient, body, keys }) => {
      insert.run(orderId, buyer, recipient, body, keys);
    },
    remove: (orderId) => {
      remove.run(orderId);
    },
  };
}
