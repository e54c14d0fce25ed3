import type { TFunction } from 'i18next';
import type { ConditionGroup, OrderCondition } from '#shared/domain/order-condition.ts';
import { orderFieldOf } from '#shared/domain/order-fields.ts';
import { fieldName } from '../../../lib/field-name.ts';
import { formatCount, formatDay } from '../../../lib/format.ts';
import { type FieldNames, fieldValue } from '../field-words.ts';
import { isGroup } from './condition-tree.ts';
import { readDay } from './relative-date.ts';

/** A condition as a short sentence: `お届け先 都道府県に「東京」を含む`, `注文日時: 7日前 〜 今日`. */
export function conditionText(t: TFunction, condition: OrderCondition, names: FieldNames): string {
  const type = orderFieldOf(condition.field)?.type ?? 'text';
  const values = condition.values.map((value) => valueText(t, condition.field, value, names));
  const facts = {
    field: fieldName(t, condition.field),
    value: values.join(t('conditions.listSeparator')),
    from: values[0] ?? '',
    to: values[1] ?? '',
  };
  const { operator } = condition;
  if (type === 'text') return t(`conditions.sentence.text.${operator as 'contains'}`, facts);
  if (type === 'date' || type === 'moment')
    return t(`conditions.sentence.day.${operator as 'equals'}`, facts);
  return t(`conditions.sentence.other.${operator as 'equals'}`, facts);
}

/** A whole group in one line, inner groups in brackets. */
export function groupText(t: TFunction, group: ConditionGroup, names: FieldNames): string {
  return group.parts
    .map((part) =>
      isGroup(part)
        ? t('conditions.bracket', { inner: groupText(t, part, names) })
        : conditionText(t, part, names),
    )
    .join(t(`conditions.joinWord.${group.join}`));
}

/** A value as people read it; days may be counted from today. */
export function valueText(t: TFunction, fieldId: string, value: string, names: FieldNames): string {
  const type = orderFieldOf(fieldId)?.type;
  if (type === 'date' || type === 'moment') return dayText(t, value);
  if (type === 'number' && /^\d+$/.test(value)) return formatCount(Number(value));
  return fieldValue(t, fieldId, value, names);
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
