import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OrderRow } from '#shared/contract/orders.ts';
import { startTexts } from '../../lib/i18n.ts';
import { rowsAsText } from './rows-as-text.ts';

beforeAll(() => startTexts('ja'));

const source = (buyer: string) => ({
  visibleColumns: () => ['mallOrderId', 'buyerName', 'marks'] as const satisfies readonly string[],
  textOf: (column: string) => (column === 'buyerName' ? buyer : 'store-1'),
});

function copied(buyer: string): string {
  const from = source(buyer);
  return rowsAsText({ visibleColumns: () => [...from.visibleColumns()], textOf: from.textOf }, i18next.t, [
    {} as OrderRow,
  ]);
}

describe('copied rows', () => {
  it('have a header and one line a row, without the marks', () => {
    expect(copied('山田 花子')).toBe('注文番号\t注文者\nstore-1\t山田 花子');
  });

  it('stay one line and one cell each', () => {
    expect(copied('山\t田\r\n花子')).toBe('注文番号\t注文者\nstore-1\t山 田 花子');
  });

  it.each(['=1+1', '+81', '-5', '@name'])('never start a formula: %s', (text) => {
    expect(copied(text)).toContain(`\t'${text}`);
  });
});
