import { sql } from 'kysely';
import type { ConditionTest, ReadyCondition } from '#shared/domain/condition-test.ts';
import { readyCondition } from '#shared/domain/condition-test.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { ConditionGroup, OrderCondition } from '#shared/domain/order-condition.ts';
import type { JstDate } from '#shared/domain/time.ts';
import { fraudHoldCodes, mallStatusCodes, payStatusCodes, shipStatusCodes } from '../codes.ts';
import type { FieldSource } from './condition-fields.ts';
import type { Piece } from './sql-builder.ts';
import { always } from './sql-builder.ts';

const never: Piece = sql`0`;

/** How the words of a field are stored. */
const wordCodes: ReadonlyMap<string, Readonly<Record<string, number>>> = new Map<
  string,
  Readonly<Record<string, number>>
>([
  ['mallStatus', mallStatusCodes],
  ['payment.payStatus', payStatusCodes],
  ['shipping.shipStatus', shipStatusCodes],
  ['fraudHold', fraudHoldCodes],
]);

export interface ConditionContext {
  readonly sources: ReadonlyMap<string, FieldSource>;
  readonly shopNo: (id: ShopId) => number | null;
  readonly today: JstDate;
}

/**
 * A group of conditions over `orders` joined `withDetails`: the same answer as `evaluate` in memory. NULL never
 * comes out of a negation, so that it can stand for no.
 */
export function conditionSql(group: ConditionGroup, context: ConditionContext): Piece {
  const parts = group.parts.map((part) =>
    'parts' in part ? conditionSql(part, context) : single(part, context),
  );
  if (parts.length === 0) return always;
  return sql`(${sql.join(parts, group.join === 'and' ? sql` AND ` : sql` OR `)})`;
}

function single(condition: OrderCondition, context: ConditionContext): Piece {
  const ready = readyCondition(condition, context.today);
  const source = context.sources.get(condition.field);
  if (ready === null || source === undefined) return never;
  const test = testSql(ready, source, context);
  if (source.of === 'order') return test;
  const items =
    source.folded === undefined
      ? sql``
      : sql`CROSS JOIN search_items ON search_items.id = order_lines.search_item`;
  return sql`EXISTS (SELECT 1 FROM order_lines ${items} WHERE order_lines.order_id = orders.id AND ${test})`;
}

function testSql({ field, test }: ReadyCondition, source: FieldSource, context: ConditionContext): Piece {
  const { value } = source;
  if (test.kind === 'empty') {
    const isEmpty = field.type === 'text' ? sql`${value} = ''` : sql`${value} IS NULL`;
    return test.negated ? sql`NOT (${isEmpty})` : isEmpty;
  }
  const compared = field.type === 'text' ? (source.folded ?? sql`fold(${value})`) : value;
  const positive = positiveSql(compared, test, (word) => storedWord(field.id, word, context));
  return test.negated ? sql`NOT ifnull(${positive}, 0)` : positive;
}

/** A value as its column holds it; null for one that no order can have. */
function storedWord(fieldId: string, word: string | number, context: ConditionContext) {
  if (fieldId === 'shop') return context.shopNo(String(word));
  return wordCodes.get(fieldId)?.[word] ?? word;
}

function positiveSql(
  value: Piece,
  test: Exclude<ConditionTest, { kind: 'empty' }>,
  stored: (word: string | number) => string | number | null,
): Piece {
  switch (test.kind) {
    case 'among': {
      const values = test.values.map(stored).filter((word) => word !== null);
      return values.length === 0 ? never : sql`(${value} IN (${sql.join(values)}))`;
    }
    case 'range':
      if (test.from === null) return sql`(${value} <= ${test.to})`;
      if (test.to === null) return sql`(${value} >= ${test.from})`;
      return sql`(${value} BETWEEN ${test.from} AND ${test.to})`;
    case 'part': {
      const { place, text } = test;
      if (place === 'anywhere') return sql`(instr(${value}, ${text}) > 0)`;
      return place === 'start'
        ? sql`(substr(${value}, 1, length(${text})) = ${text})`
        : sql`(substr(${value}, -length(${text})) = ${text})`;
    }
  }
}
