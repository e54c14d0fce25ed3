import { sql } from 'kysely';
import type { OrderField } from '#shared/domain/order-fields.ts';
import { orderFields } from '#shared/domain/order-fields.ts';
import { columnOf } from '../orders/field-columns.ts';
import { lineFields } from '../orders/order-columns.ts';
import type { Piece } from './sql-builder.ts';

/** Where the values of a field stand: one per order, or one per line of it. */
export interface FieldSource {
  readonly of: 'order' | 'lines';
  readonly value: Piece;
  /** The folded text of a line's item, as `search_items` joined to the line has it: no need to fold it again. */
  readonly folded?: Piece;
}

/** Orders with their details, if any were ever read; SQLite leaves the join out where no detail is asked for. */
export const withDetails: Piece = sql`LEFT JOIN order_details ON order_details.order_id = orders.id`;

/** `search_items.text` holds title, item code and sub code, each folded, one per line. */
const lineBreak = sql`instr(search_items.text, char(10))`;
const afterTitle = sql`substr(search_items.text, ${lineBreak} + 1)`;
const itemTexts: ReadonlyMap<string, Piece> = new Map([
  ['lines.title', sql`substr(search_items.text, 1, ${lineBreak} - 1)`],
  ['lines.itemId', sql`substr(${afterTitle}, 1, instr(${afterTitle}, char(10)) - 1)`],
  ['lines.subCode', sql`substr(${afterTitle}, instr(${afterTitle}, char(10)) + 1)`],
]);

const lineColumns: ReadonlyMap<string, string> = new Map(
  lineFields.map(({ name, column }) => [`lines.${name}`, column]),
);

/** Fields of the product's own and those worked out from others. */
const ownColumns: ReadonlyMap<string, Piece> = new Map([
  ['phase', sql`orders.phase_id`],
  ['shop', sql`orders.shop_no`],
  ['importedAt', sql`orders.imported_at`],
  ['updatedAt', sql`orders.updated_at`],
  ['hasImportError', sql`(orders.import_error IS NOT NULL)`],
  ['quantity', sql`orders.quantity`],
  ['memo', sql`ifnull((SELECT memo FROM order_memos WHERE order_memos.order_id = orders.id), '')`],
  // The list row repeats it: no detail need be read.
  ['recipient.prefecture', sql`orders.prefecture`],
]);

/** An order that was never read has no details: its fields are then those of a blank order. */
function detail(field: OrderField, column: string): Piece {
  const value = sql.ref(`order_details.${column}`);
  if (field.type === 'date' || field.type === 'moment') return value;
  return field.type === 'text' ? sql`ifnull(${value}, '')` : sql`ifnull(${value}, 0)`;
}

function sourceOf(field: OrderField): FieldSource {
  const own = ownColumns.get(field.id);
  if (own !== undefined) return { of: 'order', value: own };
  const line = lineColumns.get(field.id);
  if (line !== undefined) {
    const folded = itemTexts.get(field.id);
    return {
      of: 'lines',
      value: sql.ref(`order_lines.${line}`),
      ...(folded === undefined ? {} : { folded }),
    };
  }
  const { table, column } = columnOf(field.id);
  return {
    of: 'order',
    value: table === 'orders' ? sql.ref(`orders.${column}`) : detail(field, column),
  };
}

/** The values of each field of `orderFields`. Throws at once when one has no column. */
export const fieldSources = (): ReadonlyMap<string, FieldSource> =>
  new Map(orderFields.map((field) => [field.id, sourceOf(field)]));
