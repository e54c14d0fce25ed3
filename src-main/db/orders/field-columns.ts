import type { MallOrder } from '#shared/domain/order.ts';
import type { SqlValue } from '../database.ts';
import type { FieldColumn } from './column-spec.ts';
import { detailFields, listedFields } from './order-columns.ts';

/** Where a field of an order that an operator may edit is held. */
export interface EditableColumn {
  readonly table: 'orders' | 'order_details';
  readonly column: string;
}

const idOf = ({ group, name }: FieldColumn): string => (group === '' ? name : `${group}.${name}`);

const columns = new Map<string, EditableColumn>([
  ...listedFields.map((held) => [idOf(held), { table: 'orders', column: held.column }] as const),
  ...detailFields.map((held) => [idOf(held), { table: 'order_details', column: held.column }] as const),
]);

/** Throws an Error for a field without a column: such a field is not editable. */
export function columnOf(field: string): EditableColumn {
  const column = columns.get(field);
  if (column === undefined) throw new Error(`No column holds the field ${field}`);
  return column;
}

/** Of a text or a date: '' stands for no date. */
export const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : String(value);

/** Dates that are not there are held as NULL, texts as ''. */
export const storedValue = (field: string, text: string): SqlValue =>
  text === '' && field.endsWith('Date') ? null : text;

/** The value of a field by its path. */
export function fieldText(order: MallOrder, field: string): string {
  const { holder, name } = locate(order, field);
  return textOf(holder[name]);
}

/** The same order with other values in some fields. */
export function withFields(order: MallOrder, values: ReadonlyMap<string, string>): MallOrder {
  if (values.size === 0) return order;
  const copy = structuredClone(order);
  for (const [field, text] of values) {
    const { holder, name } = locate(copy, field);
    holder[name] = storedValue(field, text);
  }
  return copy;
}

function locate(order: MallOrder, field: string): { holder: Record<string, unknown>; name: string } {
  const root = order as unknown as Record<string, unknown>;
  const dot = field.indexOf('.');
  if (dot < 0) return { holder: root, name: field };
  return { holder: root[field.slice(0, dot)] as Record<string, unknown>, name: field.slice(dot + 1) };
}
