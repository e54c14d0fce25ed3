import { blankOrder } from '#shared/domain/blank-order.ts';
import type { PhaseId } from '#shared/domain/ids.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { WriteContext } from '../changes/write-context.ts';
import { fraudHoldCodes, mallStatusCodes, payStatusCodes, shipStatusCodes } from '../codes.ts';
import type { Database, SqlValue } from '../database.ts';
import type { DayEntry } from '../day-totals.ts';
import type { FacetValues } from '../facets.ts';
import { idOnlyDocument, orderDocument } from '../search/order-document.ts';
import { encodeFields } from './column-spec.ts';
import { appendDerived, derivedColumns } from './list-row.ts';
import { detailFields, lineFields, listedFields } from './order-columns.ts';
import type { SearchDocuments } from './search-documents.ts';
import type { OrderHead } from './stored-order.ts';
import { facetsOf } from './stored-order.ts';

/** Writes orders with everything that hangs on them: row, details, lines, search document, counts. */
export interface OrderWriter {
  /** A new order; returns its row id. */
  insert(context: WriteContext, shopNo: number, phaseId: PhaseId, order: MallOrder): number;
  /** A new order of which only the id is known, with the error that says why. */
  insertUnread(
    context: WriteContext,
    shopNo: number,
    phaseId: PhaseId,
    mallOrderId: string,
    importError: string,
  ): number;
  /** Puts newer data in place of the stored ones and clears the import error; the version goes up by one. */
  replace(context: WriteContext, head: OrderHead, phaseId: PhaseId, order: MallOrder): void;
  /** Keeps why the last answer could not be used; the version goes up by one. */
  setImportError(context: WriteContext, head: OrderHead, importError: string): void;
}

const dataColumns = [...listedFields.map(({ column }) => column), ...derivedColumns];
const detailColumns = detailFields.map(({ column }) => column);
const lineColumns = lineFields.map(({ column }) => column);
const marks = (count: number): string => Array.from({ length: count }, () => '?').join(', ');

export function createOrderWriter(database: Database, documents: SearchDocuments): OrderWriter {
  const insertOrder = database.query(
    `INSERT INTO orders (shop_no, phase_id, version, imported_at, updated_at, has_data, import_error, ${dataColumns.join(', ')})
     VALUES (?, ?, 1, ?, ?, ?, ?, ${marks(dataColumns.length)})`,
  );
  const updateOrder = database.query(
    `UPDATE orders SET version = version + 1, phase_id = ?, updated_at = ?, has_data = 1, import_error = NULL,
       ${dataColumns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
  );
  const updateError = database.query(
    'UPDATE orders SET version = version + 1, updated_at = ?, import_error = ? WHERE id = ?',
  );
  const insertDetails = database.query(
    `INSERT INTO order_details (order_id, ${detailColumns.join(', ')}) VALUES (?, ${marks(detailColumns.length)})`,
  );
  const insertLine = database.query(
    `INSERT INTO order_lines (order_id, position, search_item, ${lineColumns.join(', ')}) VALUES (?, ?, ?, ${marks(lineColumns.length)})`,
  );
  const deleteDetails = database.query('DELETE FROM order_details WHERE order_id = ?');
  const deleteLines = database.query('DELETE FROM order_lines WHERE order_id = ?');
  const findMemo = database.query<{ memo: string }>('SELECT memo FROM order_memos WHERE order_id = ?');

  const writeParts = (context: WriteContext, orderId: number, order: MallOrder, memo: string): void => {
    const details: SqlValue[] = [orderId];
    encodeFields(detailFields, order, details);
    insertDetails.run(...details);
    const items = order.lines.map((line, position) => {
      const item = context.items.numberOf(line);
      const values: SqlValue[] = [orderId, position, item];
      encodeFields(lineFields, line, values);
      insertLine.run(...values);
      return item;
    });
    documents.add(orderId, orderDocument(order, items, memo));
  };

  /** The first values, then those of the data columns. */
  const withData = (first: SqlValue[], order: MallOrder): SqlValue[] => {
    encodeFields(listedFields, order, first);
    appendDerived(order, first);
    return first;
  };

  return {
    insert: (context, shopNo, phaseId, order) => {
      const { at } = context.origin;
      const { id } = insertOrder.run(...withData([shopNo, phaseId, at, at, 1, null], order));
      writeParts(context, id, order, '');
      context.facets.add(orderFacets(shopNo, phaseId, order), 1);
      context.days.add(dayEntry(shopNo, order), 1);
      return id;
    },
    insertUnread: (context, shopNo, phaseId, mallOrderId, importError) => {
      const { at } = context.origin;
      const unread = blankOrder(mallOrderId, at);
      const { id } = insertOrder.run(...withData([shopNo, phaseId, at, at, 0, importError], unread));
      documents.add(id, idOnlyDocument(mallOrderId, ''));
      context.facets.add(orderFacets(shopNo, phaseId, unread), 1);
      return id;
    },
    replace: (context, head, phaseId, order) => {
      updateOrder.run(...withData([phaseId, context.origin.at], order), head.id);
      deleteDetails.run(head.id);
      deleteLines.run(head.id);
      documents.remove(head.id);
      writeParts(context, head.id, order, findMemo.get(head.id)?.memo ?? '');
      context.facets.add(facetsOf(head), -1);
      context.facets.add(orderFacets(head.shop_no, phaseId, order), 1);
      if (head.has_data === 1) context.days.add(head, -1);
      context.days.add(dayEntry(head.shop_no, order), 1);
    },
    setImportError: (context, head, importError) => {
      updateError.run(context.origin.at, importError, head.id);
    },
  };
}

const dayEntry = (shopNo: number, order: MallOrder): DayEntry => ({
  shop_no: shopNo,
  ordered_at: order.orderedAt,
  total_yen: order.money.totalYen,
  mall_status: mallStatusCodes[order.mallStatus],
});

function orderFacets(shopNo: number, phaseId: PhaseId, order: MallOrder): FacetValues {
  return {
    shop_no: shopNo,
    phase_id: phaseId,
    mall_status: mallStatusCodes[order.mallStatus],
    pay_status: payStatusCodes[order.payment.payStatus],
    ship_status: shipStatusCodes[order.shipping.shipStatus],
    fraud_hold: fraudHoldCodes[order.fraudHold],
    is_seen: Number(order.isSeen),
    is_split: Number(order.isSplit),
    is_test_order: Number(order.isTestOrder),
    has_buyer_comments: order.buyerComments === '' ? 0 : 1,
    need_gift_wrap: Number(order.shipping.needGiftWrap),
  };
}
