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

  it('gives what the long way would, whichever way a text takes', () => {
    const longWay = (text: string): string =>
      text
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))
        .replace(/(?<=\p{N})ー(?=\p{N})/gu, '')
        .replace(/[^\p{L}\p{N}]+/gu, '');
    const ends = [0x20, 0x7e, 0x30, 0x39, 0x61, 0x7a, 0x30a1, 0x30fa, 0x4e00, 0x9fff, 0x3005];
    const letter = fc.oneof(
      fc
        .constantFrom(...ends.flatMap((end) => [end - 1, end, end + 1]))
        .map((code) => String.fromCharCode(code)),
      fc.constantFrom(...'ヴカ\u3099ーｶﾞ1a山A-@々\u0301'),
      fc.string({ unit: 'grapheme', maxLength: 1 }),
    );
    const text = fc.array(letter, { maxLength: 8 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(text, (given) => {
        expect(fold(given)).toBe(longWay(given));
      }),
      { numRuns: 3_000 },
    );
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
