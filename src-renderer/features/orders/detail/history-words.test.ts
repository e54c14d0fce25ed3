import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HistoryEntry } from '#shared/contract/orders.ts';
import { startTexts } from '../../../lib/i18n.ts';
import { fieldName, fieldValue } from '../field-words.ts';
import { isOfKind } from './history-kinds.ts';
import { actionText, noteText } from './history-words.ts';

beforeAll(() => startTexts('ja'));

const entry = (action: string, note = '', fields: string[] = []): HistoryEntry => ({
  id: 1,
  at: 0,
  actor: 'a',
  terminal: 't',
  action,
  note,
  changes: fields.map((field) => ({ field, before: '', after: 'x' })),
});
const names = {
  phases: new Map([
    [
      9,
      {
        id: 9,
        version: 1,
        kind: 'custom' as const,
        name: '検品中',
        color: 'blue',
        position: 9,
        builtIn: false,
      },
    ],
  ]),
  shops: new Map([['s1', '本店']]),
};

describe('a history line', () => {
  it('says a refused change in the exact words', () => {
    const refused = entry('held_change_refused', '後払いは入金待ち');
    expect(actionText(i18next, refused.action)).toBe('不正保留中のためステータス変更しませんでした');
    expect(noteText(i18next, refused)).toBe('取込ルール「後払いは入金待ち」');
  });

  it('keeps an unknown action and a plain reason as they are', () => {
    expect(actionText(i18next, 'brand_new')).toContain('brand_new');
    expect(noteText(i18next, entry('edited', 'CSV 3行目'))).toBe('CSV 3行目');
  });

  it.each([
    ['phase', '9', 'フェーズ', '検品中'],
    ['phase', '4', 'フェーズ', '出荷待ち'],
    ['refusedPhase', '4', '見送ったフェーズ', '出荷待ち'],
    ['shop', 's1', '店舗', '本店'],
    ['buyer.phone', '03-1', '注文者 電話番号', '03-1'],
    ['lines[2].quantity', '3', '商品2 商品の数量', '3'],
    ['isSeen', 'true', '既読', 'はい'],
    ['money.totalYen', '12300', '合計金額', '¥12,300'],
    ['shipping.shipDate', '2026-11-22', '発送日', '2026/11/22(日)'],
    ['shipping.carrierCode', '1001', '配送会社コード', 'ヤマト運輸'],
    ['shipping.shipStatus', 'shipped', '出荷状態', '出荷済'],
    ['cancelReason', '320', 'キャンセル理由', '購入者によるキャンセル'],
    ['strange.path', 'x', 'strange.path', 'x'],
  ])('names %s %s', (field, text, name, value) => {
    expect(fieldName(i18next, field)).toBe(name);
    expect(fieldValue(i18next.t, field, text, names)).toBe(value);
  });

  it('belongs to the kinds an operator looks for', () => {
    const kinds = (one: HistoryEntry) =>
      (['phase', 'edit', 'import', 'mall'] as const).filter((kind) => isOfKind(one, kind));
    expect(kinds(entry('phase_changed', '', ['phase']))).toEqual(['phase']);
    expect(kinds(entry('edited', '', ['buyer.phone', 'phase']))).toEqual(['phase', 'edit']);
    expect(kinds(entry('updated_by_import', '', ['mallStatus']))).toEqual(['import']);
    expect(kinds(entry('outbox_sent', '', ['mallStatus']))).toEqual(['mall']);
    expect(kinds(entry('held_change_refused', '', ['phase']))).toEqual(['phase']);
  });
});
