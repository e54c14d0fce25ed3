import type { PhaseId, ShopId } from './ids.ts';
import type { MallOrder } from './order.ts';
import type { Moment } from './time.ts';

/** An order as conditions see it. One that could never be read is a `blankOrder` of its id and its import time. */
export interface OrderFacts {
  readonly order: MallOrder;
  readonly phaseId: PhaseId;
  readonly shopId: ShopId;
  readonly importedAt: Moment;
  readonly updatedAt: Moment;
  readonly memo: string;
  readonly hasImportError: boolean;
}

/** A field's value as conditions compare it: text, number, 1 or 0 for a flag, null for nothing. */
export type FactValue = string | number | null;

/** The values of a field (id of `orderFields`) of one order. */
export type ValuesOf = (fieldId: string) => readonly FactValue[];

/** The values of a field of `orderFields`: one, or one per line. */
export function factValues(facts: OrderFacts, fieldId: string): readonly FactValue[] {
  switch (fieldId) {
    case 'phase':
      return [facts.phaseId];
    case 'shop':
      return [facts.shopId];
    case 'importedAt':
      return [facts.importedAt];
    case 'updatedAt':
      return [facts.updatedAt];
    case 'memo':
      return [facts.memo];
    case 'hasImportError':
      return [Number(facts.hasImportError)];
    case 'quantity':
      return [facts.order.lines.reduce((sum, line) => sum + line.quantity, 0)];
  }
  const [group = '', name] = fieldId.split('.');
  const order = facts.order as unknown as Readonly<Record<string, unknown>>;
  if (name === undefined) return [toValue(order[group])];
  if (group === 'lines') {
    return facts.order.lines.map((line) => toValue((line as Readonly<Record<string, unknown>>)[name]));
  }
  return [toValue((order[group] as Readonly<Record<string, unknown>>)[name])];
}

const toValue = (value: unknown): FactValue =>
  typeof value === 'boolean' ? Number(value) : (value as FactValue);
