import type { TFunction } from 'i18next';
import { formatYen } from '#shared/domain/money.ts';
import type { ConditionGroup, OrderCondition } from '#shared/domain/order-condition.ts';
import { type OrderFieldType, orderFieldOf } from '#shared/domain/order-fields.ts';
import { fieldName } from '../../../lib/field-name.ts';
import { formatCount, formatDay } from '../../../lib/format.ts';
import { isGroup } from './condition-tree.ts';
import { readDay } from './relative-date.ts';

export interface ValueNames {
  phase(id: number): string;
  shop(id: string): string;
}

/** A condition as a short sentence: `お届け先 都道府県に「東京」を含む`, `注文日時: 7日前 〜 今日`. */
export function conditionText(t: TFunction, condition: OrderCondition, names: ValueNames): string {
  const type = orderFieldOf(condition.field)?.type ?? 'text';
  const values = condition.values.map((value) => valueText(t, condition.field, type, value, names));
  const facts = {
    field: fieldName(t, condition.field),
    value: values.join(t('conditions.listSeparator')),
    from: values[0] ?? '',
    to: values[1] ?? '',
  };
  const { operator } = condition;
  if (type === 'text') return t(`conditions.sentence.text.${operator as 'contains'}`, facts);
  if (type === 'date' || type === 'moment') return t(`conditions.sentence.day.${operator as 'equals'}`, facts);
  return t(`conditions.sentence.other.${operator as 'equals'}`, facts);
}

/** A whole group in one line, inner groups in brackets. */
export function groupText(t: TFunction, group: ConditionGroup, names: ValueNames): string {
  return group.parts
    .map((part) =>
      isGroup(part)
        ? t('conditions.bracket', { inner: groupText(t, part, names) })
        : conditionText(t, part, names),
    )
    .join(t(`conditions.joinWord.${group.join}`));
}

/** A value as people read it. */
export function valueText(
  t: TFunction,
  fieldId: string,
  type: OrderFieldType,
  value: string,
  names: ValueNames,
): string {
  switch (type) {
    case 'phase':
      return names.phase(Number(value));
    case 'shop':
      return names.shop(value);
    case 'choice':
      return choiceText(t, fieldId, value);
    case 'yen':
      return /^-?\d+$/.test(value) ? formatYen(Number(value)) : value;
    case 'number':
      return /^\d+$/.test(value) ? formatCount(Number(value)) : value;
    case 'date':
    case 'moment':
      return dayText(t, value);
    default:
      return value;
  }
}

const choiceGroups: Readonly<Record<string, string>> = {
  mallStatus: 'mallStatus',
  fraudHold: 'fraudHold',
  'payment.payStatus': 'payStatus',
  'shipping.shipStatus': 'shipStatus',
};

/** A choice of a `choice` field in words. */
export function choiceText(t: TFunction, fieldId: string, value: string): string {
  const group = choiceGroups[fieldId];
  return group ? t(`orders.${group}.${value}` as 'orders.payStatus.paid') : value;
}

function dayText(t: TFunction, value: string): string {
  const day = readDay(value);
  switch (day.kind) {
    case 'today':
      return t('conditions.day.today');
    case 'ago':
    case 'ahead':
      return t(`conditions.day.${day.kind}`, { n: day.days });
    case 'fixed':
      return /^\d{4}-\d{2}-\d{2}$/.test(day.date) ? formatDay(day.date) : day.date;
  }
}
