import type { MallOrder } from '#shared/domain/order.ts';
import type { FieldChange } from '../changes/write-context.ts';
import type { Database } from '../database.ts';
import { fieldText, withFields } from './field-columns.ts';

/** Which fields of an order hold an operator's value, and what the mall says of them. */
export interface LocalEdits {
  /** The mall's values by field; empty for the many orders that nobody edited. */
  of(orderId: number): Map<string, string>;
  keep(orderId: number, field: string, mallValue: string): void;
  forget(orderId: number, field: string): void;
}

export function createLocalEdits(database: Database): LocalEdits {
  const select = database.query<{ field: string; mall_value: string }>(
    'SELECT field, mall_value FROM order_local_edits WHERE order_id = ? ORDER BY field',
  );
  const upsert = database.query(
    `INSERT INTO order_local_edits (order_id, field, mall_value) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET mall_value = excluded.mall_value`,
  );
  const remove = database.query('DELETE FROM order_local_edits WHERE order_id = ? AND field = ?');
  return {
    of: (orderId) => new Map(select.all(orderId).map(({ field, mall_value }) => [field, mall_value])),
    keep: (orderId, field, mallValue) => {
      upsert.run(orderId, field, mallValue);
    },
    forget: (orderId, field) => {
      remove.run(orderId, field);
    },
  };
}

/** A mall's answer for an order that operators edited. */
export interface MergedAnswer {
  /** The answer with the operators' values where they stand. */
  readonly order: MallOrder;
  /** What the mall changed beneath an edit. */
  readonly beneath: readonly FieldChange[];
  /** Edited fields whose mall value is to be kept anew, and those where no edit is left. */
  readonly kept: ReadonlyMap<string, string>;
  readonly settled: readonly string[];
}

/**
 * Lays the operators' edits over a newer answer (spec §3: edits are kept unless given up). An edit ends when the
 * mall says the same, or when it is among `givenUp`.
 */
export function mergeAnswer(
  before: MallOrder,
  answer: MallOrder,
  edits: ReadonlyMap<string, string>,
  givenUp: readonly string[],
): MergedAnswer {
  const local = new Map<string, string>();
  const kept = new Map<string, string>();
  const beneath: FieldChange[] = [];
  const settled: string[] = [];
  for (const [field, was] of edits) {
    const is = fieldText(answer, field);
    const value = fieldText(before, field);
    if (givenUp.includes(field)) {
      settled.push(field);
      continue;
    }
    if (is !== was) beneath.push({ field, before: was, after: is });
    if (is === value) settled.push(field);
    else local.set(field, value);
    if (is !== was && is !== value) kept.set(field, is);
  }
  return { order: withFields(answer, local), beneath, kept, settled };
}
