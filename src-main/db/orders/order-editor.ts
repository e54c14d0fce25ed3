import { isOwnField } from '#shared/domain/field-value.ts';
import { partyName } from '#shared/domain/party-name.ts';
import type { WriteContext } from '../changes/write-context.ts';
import type { Database, SqlValue } from '../database.ts';
import { idOnlyDocument, orderDocument } from '../search/order-document.ts';
import { columnOf, storedValue, textOf } from './field-columns.ts';
import type { SearchDocuments } from './search-documents.ts';
import { createStoredOrders, type OrderHead } from './stored-order.ts';

/** Changes single fields of an order in place, and what is worked out from them. */
export interface OrderEditor {
  /** The present text of an editable field. */
  text(orderId: number, field: string): string;
  /** Writes new texts by field; the version goes up by one. */
  edit(context: WriteContext, head: OrderHead, values: ReadonlyMap<string, string>): void;
}

/** Fields from which texts of the list row are put together, and those that the full-text search finds. */
const namingFields = /\.(lastName|firstName|prefecture)$/;
const searchedFields =
  /^(memo|notes|.*\.(lastName|firstName|lastNameKana|firstNameKana|phone|emergencyPhone|mail|slipNumber[12]))$/;

export function createOrderEditor(database: Database, documents: SearchDocuments): OrderEditor {
  const stored = createStoredOrders(database);
  const memo = database.query<{ memo: string }>('SELECT memo FROM order_memos WHERE order_id = ?');
  const setMemo = database.query(
    'INSERT INTO order_memos (order_id, memo) VALUES (?, ?) ON CONFLICT DO UPDATE SET memo = excluded.memo',
  );
  const setNames = database.query(
    'UPDATE orders SET buyer_name = ?, recipient_name = ?, prefecture = ? WHERE id = ?',
  );
  const items = database.query<{ search_item: number }>(
    'SELECT search_item FROM order_lines WHERE order_id = ? ORDER BY position',
  );
  const mallOrderId = database.query<{ mall_order_id: string }>(
    'SELECT mall_order_id FROM orders WHERE id = ?',
  );

  const memoOf = (orderId: number): string => memo.get(orderId)?.memo ?? '';

  const rewriteNames = (orderId: number): void => {
    const order = stored.load(orderId);
    if (order === null) return;
    setNames.run(partyName(order.buyer), partyName(order.recipient), order.recipient.prefecture, orderId);
  };

  const rewriteDocument = (orderId: number): void => {
    const order = stored.load(orderId);
    documents.remove(orderId);
    if (order === null) {
      const id = mallOrderId.get(orderId)?.mall_order_id ?? '';
      documents.add(orderId, idOnlyDocument(id, memoOf(orderId)));
      return;
    }
    const numbers = items.all(orderId).map((line) => line.search_item);
    documents.add(orderId, orderDocument(order, numbers, memoOf(orderId)));
  };

  /** One statement per table and set of fields; few sets are in use, so that their statements stay prepared. */
  const setColumns = (
    table: 'orders' | 'order_details',
    values: ReadonlyMap<string, string>,
  ): SqlValue[][] => {
    const held = [...values].filter(([field]) => !isOwnField(field) && columnOf(field).table === table);
    return held.map(([field, text]) => [columnOf(field).column, storedValue(field, text)]);
  };

  return {
    text: (orderId, field) => {
      if (field === 'memo') return memoOf(orderId);
      const { table, column } = columnOf(field);
      const key = table === 'orders' ? 'id' : 'order_id';
      const row = database
        .dynamic<{ value: SqlValue }>(`SELECT ${column} AS value FROM ${table} WHERE ${key} = ?`)
        .get(orderId);
      return textOf(row?.value);
    },
    edit: (context, head, values) => {
      const listed = setColumns('orders', values);
      const sets = ['version = version + 1', 'updated_at = ?', ...listed.map(([column]) => `${column} = ?`)];
      database
        .dynamic(`UPDATE orders SET ${sets.join(', ')} WHERE id = ?`)
        .run(context.origin.at, ...listed.map(([, value]) => value ?? null), head.id);
      const detailed = setColumns('order_details', values);
      if (detailed.length > 0) {
        database
          .dynamic(
            `UPDATE order_details SET ${detailed.map(([column]) => `${column} = ?`).join(', ')} WHERE order_id = ?`,
          )
          .run(...detailed.map(([, value]) => value ?? null), head.id);
      }
      const note = values.get('memo');
      if (note !== undefined) setMemo.run(head.id, note);
      const fields = [...values.keys()];
      if (fields.some((field) => namingFields.test(field))) rewriteNames(head.id);
      if (fields.some((field) => searchedFields.test(field))) rewriteDocument(head.id);
    },
  };
}
