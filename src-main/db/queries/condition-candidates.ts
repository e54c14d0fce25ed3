import { readyCondition } from '#shared/domain/condition-test.ts';
import type { ConditionGroup, OrderCondition } from '#shared/domain/order-condition.ts';
import type { JstDate } from '#shared/domain/time.ts';
import type { Database } from '../database.ts';
import { gramQuery } from '../search/grams.ts';
import { endToken, itemToken, startToken } from '../search/order-document.ts';

/** More items than this are not named one by one: orders with one of them are many, and soon found by reading. */
const mostItems = 200;

const names = ['lastName', 'firstName', 'lastNameKana', 'firstNameKana'];
const bodyTexts: ReadonlySet<string> = new Set(['buyerComments', 'sellerComments', 'notes']);
const itemTexts: ReadonlySet<string> = new Set(['lines.title', 'lines.itemId', 'lines.subCode']);
/** Keys that are indexed by their end, by their beginning, or both. */
const byEnd = ['buyer.phone', 'buyer.emergencyPhone', 'recipient.phone', 'recipient.emergencyPhone'];
const byStart = ['buyer.mail', 'recipient.mail'];
const byBoth = ['shipping.slipNumber1', 'shipping.slipNumber2'];
const endKeys: ReadonlySet<string> = new Set([...byEnd, ...byBoth, 'mallOrderId']);
const startKeys: ReadonlySet<string> = new Set([...byStart, ...byBoth]);

/**
 * An FTS5 expression on `order_search` that finds every order a group of conditions can hold for, and some more;
 * null when the index does not help. `contains`, `equals` and their like on texts that are indexed do.
 */
export function createConditionCandidates(
  database: Database,
): (group: ConditionGroup, today: JstDate) => string | null {
  const findItems = database.query<{ rowid: number }>(
    'SELECT rowid FROM item_search WHERE item_search MATCH ? LIMIT ?',
  );

  const items = (grams: string): string | null => {
    const found = findItems.all(grams, mostItems + 1);
    if (found.length > mostItems) return null;
    // Nothing has this token: no item, no order.
    if (found.length === 0) return `"${itemToken(0)}"`;
    return `(${found.map(({ rowid }) => `"${itemToken(rowid)}"`).join(' OR ')})`;
  };

  const single = (condition: OrderCondition, today: JstDate): string | null => {
    const ready = readyCondition(condition, today);
    if (ready === null || ready.field.type !== 'text' || ready.test.kind === 'empty') return null;
    const { field, test } = ready;
    if (test.negated || test.kind === 'range') return null;
    const texts = test.kind === 'part' ? [test.text] : test.values.map(String);
    const place = test.kind === 'part' ? test.place : 'whole';
    return any(texts.map((text) => textQuery(field.id, place, text, items)));
  };

  const candidates = (group: ConditionGroup, today: JstDate): string | null => {
    const parts = group.parts.map((part) =>
      'parts' in part ? candidates(part, today) : single(part, today),
    );
    if (group.join === 'or') return parts.length === 0 ? null : any(parts);
    const useful = parts.filter((part) => part !== null);
    return useful.length === 0 ? null : useful.join(' AND ');
  };
  return candidates;
}

const any = (parts: readonly (string | null)[]): string | null =>
  parts.includes(null) ? null : `(${parts.join(' OR ')})`;

function textQuery(
  fieldId: string,
  place: 'anywhere' | 'start' | 'end' | 'whole',
  text: string,
  items: (grams: string) => string | null,
): string | null {
  const isKeyEnd = (place === 'end' || place === 'whole') && endKeys.has(fieldId);
  if (isKeyEnd) return `keys : "${endToken(text)}" *`;
  const isKeyStart = (place === 'start' || place === 'whole') && startKeys.has(fieldId);
  if (isKeyStart) return `keys : "${startToken(text)}" *`;
  // A single letter is in too many texts for the index to help.
  if ([...text].length < 2) return null;
  const grams = gramQuery(text);
  const [role, name] = fieldId.split('.');
  if ((role === 'buyer' || role === 'recipient') && names.includes(name ?? '')) return `${role} : ${grams}`;
  if (bodyTexts.has(fieldId)) return `body : ${grams}`;
  return itemTexts.has(fieldId) ? items(grams) : null;
}

/** Whether a group can hold only for orders with a memo. */
export function needsMemo(group: ConditionGroup, today: JstDate): boolean {
  const needs = (part: OrderCondition | ConditionGroup): boolean => {
    if ('parts' in part) return needsMemo(part, today);
    const ready = readyCondition(part, today);
    if (ready === null || ready.field.id !== 'memo') return false;
    return ready.test.kind === 'empty' ? ready.test.negated : !ready.test.negated;
  };
  return group.join === 'and' ? group.parts.some(needs) : group.parts.length > 0 && group.parts.every(needs);
}
