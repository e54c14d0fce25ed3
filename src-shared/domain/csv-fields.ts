import type { OrderField } from './order-fields.ts';
import { orderFields } from './order-fields.ts';

/**
 * Fields no file can bring: what decides whether an order is held (spec §3: held orders come through the mall
 * only), and what this product finds out by itself.
 */
const neverFromCsv: ReadonlySet<string> = new Set([
  'fraudHold',
  'publishedAt',
  'importedAt',
  'updatedAt',
  'mallUpdatedAt',
  'hasImportError',
  'isReadOnly',
  'quantity',
]);

/** Fields a column of an imported file may feed. */
export const csvFields: readonly OrderField[] = orderFields.filter((field) => !neverFromCsv.has(field.id));

const byId = new Map(csvFields.map((field) => [field.id, field]));

export const csvFieldOf = (id: string): OrderField | null => byId.get(id) ?? null;

/** A file changes this field of an order that is known already; the others count only where a row makes an order. */
export const csvUpdates = (field: OrderField): boolean => field.editable || field.id === 'phase';

/** What an order cannot do without, of what an operator may change: whom it goes to, where, and who pays. */
const needed: ReadonlySet<string> = new Set([
  'buyer.lastName',
  ...['lastName', 'zipCode', 'prefecture', 'city', 'phone'].map((name) => `recipient.${name}`),
]);

/** A blank cell may empty this field of an order that is known already. */
export const csvClears = (field: OrderField): boolean => field.editable && !needed.has(field.id);

/** A field of a line of the order, not of the order. */
export const isLineField = (id: string): boolean => id.startsWith('lines.');
