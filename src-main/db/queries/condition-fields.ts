import { sql } from 'kysely';
import type { OrderField } from '#shared/domain/order-fields.ts';
import { orderFields } from '#shared/domain/order-fields.ts';
import type { Database } from '../database.ts';
import type { FieldColumn } from '../orders/column-spec.ts';
import { detailFields, lineFields, listedFields } from '../orders/order-columns.ts';
import type { Piece } from './sql-builder.ts';

/** Where the values of a field stand: one per order, or one per line of it. */
export interface FieldSource {
  readonly of: 'order' | 'lines';
  readonly value: Piece;
}

/** Orders with their details, if any were ever read; SQLite leaves the join out where no detail is asked for. */
export const withDetails: Piece = sql`LEFT JOIN order_details ON order_details.order_id = orders.id`;

const pathOf = ({ group, name }: FieldColumn): string => (group === '' ? name : `${group}.${name}`);
const columnsOf = (fields: readonly FieldColumn[]): Map<string, string> =>
  new Map(fields.map((field) => [pathOf(field), field.column]));

/** Fields of the product's own and those worked out from others. */
const ownColumns: ReadonlyMap<string, Piece> = new Map([
  ['phase', sql`orders.phase_id`],
  ['shop', sql`orders.shop_no`],
  ['importedAt', sql`orders.imported_at`],
  ['updatedAt', sql`orders.updated_at`],
  ['hasImportError', sql`(orders.import_error IS NOT NULL)`],
  ['quantity', sql`orders.quantity`],
  // The list row repeats it: no detail need be read.
  ['recipient.prefecture', sql`orders.prefecture`],
]);

/** An order that was never read has no details: its fields are then those of a blank order. */
function detail(field: OrderField, column: string): Piece {
  const value = sql.ref(`order_details.${column}`);
  if (field.type === 'date' || field.type === 'moment') return value;
  return field.type === 'text' ? sql`ifnull(${value}, '')` : sql`ifnull(${value}, 0)`;
}

/** Finds the values of each field of `orderFields`. Throws at once when one has no place. */
export function createFieldSources(database: Database): ReadonlyMap<string, FieldSource> {
  const listed = columnsOf(listedFields);
  const details = columnsOf(detailFields);
  const lines = columnsOf(lineFields.map((field) => ({ ...field, group: 'lines' })));
  const hasMemos =
    database.query(`SELECT 1 FROM sqlite_master WHERE name = 'order_memos'`).get() !== undefined;
  const memo = hasMemos
    ? sql`ifnull((SELECT memo FROM order_memos WHERE order_memos.order_id = orders.id), '')`
    : sql`''`;

  const sourceOf = (field: OrderField): FieldSource => {
    const own = field.id === 'memo' ? memo : ownColumns.get(field.id);
    if (own !== undefined) return { of: 'order', value: own };
    const line = lines.get(field.id);
    if (line !== undefined) return { of: 'lines', value: sql.ref(`order_lines.${line}`) };
    const column = listed.get(field.id);
    if (column !== undefined) return { of: 'order', value: sql.ref(`orders.${column}`) };
    const inDetails = details.get(field.id);
    if (inDetails === undefined) throw new Error(`No column holds ${field.id}`);
    return { of: 'order', value: detail(field, inDetails) };
  };
  return new Map(orderFields.map((field) => [field.id, sourceOf(field)]));
}
