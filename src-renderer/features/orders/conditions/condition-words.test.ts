import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { orderFields } from '#shared/domain/order-fields.ts';
import { startTexts } from '../../../lib/i18n.ts';
import { conditionText, groupText } from './condition-words.ts';
import { offeredOperators } from './operators.ts';
import { readDay, writeDay } from './relative-date.ts';

beforeAll(() => startTexts('ja'));
const names = { phases: new Map(), shops: new Map() };
const say = (field: string, operator: string, ...values: string[]) =>
  conditionText(i18next.t, { field, operator: operator as 'equals', values }, names);

describe('conditions in words', () => {
  it('read as sentences', () => {
    expect(say('recipient.prefecture', 'contains', '東京')).toBe('お届け先 都道府県に「東京」を含む');
    expect(say('money.totalYen', 'between', '1000', '25000')).toBe('合計金額: ¥1,000 〜 ¥25,000');
    expect(say('orderedAt', 'at_least', 'today-7')).toBe('注文日時: 7日前 以降');
    expect(say('shipping.shipDate', 'equals', 'today')).toBe('発送日: 今日');
    expect(say('shipping.shipDate', 'at_most', '2026-11-22')).toBe('発送日: 2026/11/22(日) 以前');
    expect(say('payment.payStatus', 'one_of', 'unpaid', 'unknown')).toBe('入金状態: 未入金・不明');
    expect(say('phase', 'none_of', '4')).toBe('フェーズ: 出荷待ち 以外');
    expect(say('isSplit', 'is_true')).toBe('分割注文: はい');
  });

  it('name every comparison of every field in both languages', () => {
    for (const language of ['ja', 'en']) {
      const t = i18next.getFixedT(language);
      for (const { id, type } of orderFields) {
        for (const operator of offeredOperators(type, null)) {
          const text = conditionText(t, { field: id, operator, values: ['1', '2'] }, names);
          expect(text, `${id} ${operator}`).not.toMatch(/conditions\.|fields\./);
        }
      }
    }
  });

  it('put inner groups in brackets', () => {
    const text = groupText(
      i18next.t,
      {
        join: 'or',
        parts: [
          { field: 'isSplit', operator: 'is_true', values: [] },
          {
            join: 'and',
            parts: [
              { field: 'memo', operator: 'is_empty', values: [] },
              { field: 'isSeen', operator: 'is_false', values: [] },
            ],
          },
        ],
      },
      names,
    );
    expect(text).toBe('分割注文: はい または （社内メモが空 かつ 既読: いいえ）');
  });
});

describe('days of conditions', () => {
  it.each(['today', 'today-3', 'today+10', '2026-11-22', ''])('%s is read and written the same', (value) => {
    expect(writeDay(readDay(value))).toBe(value);
  });
});
