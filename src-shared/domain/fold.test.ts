import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from './fold.ts';

describe('fold', () => {
  it.each([
    ['りんご', 'リンゴ'],
    ['ﾘﾝｺﾞ', 'リンゴ'],
    ['ＡＢＣ１２３', 'abc123'],
    ['Coffee豆 500ｇ', 'coffee豆500g'],
    ['03-1234-5678', '0312345678'],
    ['０３ー１２３４', '031234'],
    ['コーヒー', 'コーヒー'],
    ['山田　太郎', '山田太郎'],
    ['佐々木', '佐々木'],
    ['【送料無料】★', '送料無料'],
    ['𠮷野家', '𠮷野家'],
    ['か\u3099', 'ガ'],
    ['㈱テスト', '株テスト'],
    ['Buyer.1@example.jp', 'buyer1examplejp'],
  ])('%s → %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('begins the folded whole with the folded first part: what is searched is found in a longer text', () => {
    const text = fc.array(fc.constantFrom(...'りンﾝｺﾞaＡ1１-ー 山々𠮷★㎏é'), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const [one, both] = [fold(left.join('')), fold(`${left.join('')} ${right.join('')}`)];
        expect(both.startsWith(one)).toBe(true);
      }),
    );
  });
});
