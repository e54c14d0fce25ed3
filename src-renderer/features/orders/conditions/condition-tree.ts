import { valueCountOf } from '#shared/domain/condition-operators.ts';
import type { ConditionGroup, ConditionOperator, OrderCondition } from '#shared/domain/order-condition.ts';
import { type OrderField, orderFieldOf } from '#shared/domain/order-fields.ts';
import { offeredOperators } from './operators.ts';

/** Groups nest at most this deep, the outermost included (`conditionGroupSchema`). */
export const deepestLevel = 3;

/** Conditions while they are edited: each part keeps its key through every change. */
export interface DraftCondition extends OrderCondition {
  readonly key: number;
}
export interface DraftGroup {
  readonly key: number;
  readonly join: 'and' | 'or';
  readonly parts: readonly DraftPart[];
}
export type DraftPart = DraftCondition | DraftGroup;

let lastKey = 0;
const nextKey = (): number => {
  lastKey += 1;
  return lastKey;
};

export const isGroup = <G extends { readonly join: unknown }>(part: G | OrderCondition): part is G =>
  'join' in part;

export function draftOf(group: ConditionGroup | undefined): DraftGroup {
  return {
    key: nextKey(),
    join: group?.join ?? 'and',
    parts: (group?.parts ?? []).map((part) => (isGroup(part) ? draftOf(part) : { ...part, key: nextKey() })),
  };
}

/** The conditions without the keys; groups without a condition say nothing and are left out. */
export function conditionsOf(draft: DraftGroup): ConditionGroup {
  return {
    join: draft.join,
    parts: draft.parts
      .map((part) =>
        isGroup(part)
          ? conditionsOf(part)
          : { field: part.field, operator: part.operator, values: [...part.values] },
      )
      .filter((part) => !isGroup(part) || part.parts.length > 0),
  };
}

/** The same tree with one part changed; null takes the part out. */
export function changePart(
  group: DraftGroup,
  key: number,
  change: (part: DraftPart) => DraftPart | null,
): DraftGroup {
  return {
    ...group,
    parts: group.parts.flatMap((part) => {
      if (part.key === key) return change(part) ?? [];
      return isGroup(part) ? changePart(part, key, change) : part;
    }),
  };
}

/** Adds a part at the end of the group with the key, which may be the tree itself. */
export function addPart(group: DraftGroup, key: number, part: DraftPart): DraftGroup {
  if (group.key === key) return { ...group, parts: [...group.parts, part] };
  return {
    ...group,
    parts: group.parts.map((child) => (isGroup(child) ? addPart(child, key, part) : child)),
  };
}

export function newGroup(join: 'and' | 'or'): DraftGroup {
  return { key: nextKey(), join, parts: [newCondition('buyer.lastName')] };
}

export function newCondition(fieldId: string): DraftCondition {
  const operator = orderFieldOf(fieldId) ? firstOperator(fieldId) : 'equals';
  return { key: nextKey(), field: fieldId, operator, values: blankValues(operator) };
}

/** Another field: the comparison and its values stay as far as they make sense for it. */
export function withField(condition: DraftCondition, fieldId: string): DraftCondition {
  const [before, after] = [orderFieldOf(condition.field), orderFieldOf(fieldId)];
  if (!after || !isSameKind(before, after)) return { ...newCondition(fieldId), key: condition.key };
  return { ...condition, field: fieldId };
}

/** Another comparison: keeps the values that still have a place. */
export function withOperator(condition: DraftCondition, operator: ConditionOperator): DraftCondition {
  const count = valueCountOf(operator);
  const values =
    count === 'many'
      ? condition.values.filter((value) => value !== '')
      : Array.from({ length: count }, (_, at) => condition.values[at] ?? '');
  return { ...condition, operator, values };
}

const firstOperator = (fieldId: string): ConditionOperator =>
  offeredOperators(orderFieldOf(fieldId)?.type ?? 'text', null)[0] ?? 'equals';

function blankValues(operator: ConditionOperator): string[] {
  const count = valueCountOf(operator);
  return count === 'many' ? [] : Array.from({ length: count }, () => '');
}

function isSameKind(before: OrderField | null, after: OrderField): boolean {
  return before?.type === after.type && (after.choices === undefined || before.choices === after.choices);
}
