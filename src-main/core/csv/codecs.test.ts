import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvEncoding, csvEncodings } from '#shared/contract/jobs.ts';
import { guardFormula, stripGuard } from './formula-guard.ts';
import { EncodingRecogniser } from './recognise-encoding.ts';
import { RecordSplitter } from './record-splitter.ts';
import { splitFields } from './split-fields.ts';
import { decoderOf, encodeFitted, fileStart, fitIntoEncoding } from './text-encoding.ts';
import { writeRecord } from './write-record.ts';

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(...'",\'\r\n\t=+-@ ;|\\~あ表ソ能①㈱髙﨑～－∥￠￡￢―ｱﾞ漢0'),
    maxLength: 20,
  }),
);

function records(bytes: Uint8Array, separator: string, sizes: readonly number[]) {
  const splitter = new RecordSplitter(separator);
  const all = [];
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    all.push(...splitter.push(bytes.subarray(at, at + size)));
    at += size;
  }
  return [...all, ...splitter.end()];
}

const join = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

describe('a table written and read again', () => {
  it.each(csvEncodings)('is the same in %s, whatever pieces it arrives in', (encoding: CsvEncoding) => {
    fc.assert(
      fc.property(
        fc.array(fc.array(nasty, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        (table, sizes, guard) => {
          const fitted = table.map((row) => row.map((cell) => fitIntoEncoding(encoding, cell).text));
          const bytes = encodeFitted(
            encoding,
            fitted.map((row) => writeRecord(guard ? row.map(guardFormula) : row)).join(''),
          );
          const decode = decoderOf(encoding);
          const read = records(bytes, ',', sizes).map((record) => {
            const text = decode(record.bytes);
            expect(text).not.toBeNull();
            expect(record.isUnclosed).toBe(false);
            const cells = splitFields(text ?? '', ',');
            return guard ? cells.map(stripGuard) : cells;
          });
          expect(read).toEqual(fitted);
        },
      ),
    );
  });

  it('keeps every letter of code page 932, and writes look-alikes of letters it has', () => {
    const inside = '①㈱髙﨑ⅰⅠ№℡㍻～－∥￠￡￢―纊黑ｱｲﾞ\\~ソ表能';
    expect(fitIntoEncoding('shift_jis', inside)).toEqual({ text: inside, replaced: 0 });
    expect(fitIntoEncoding('shift_jis', '〜−¥')).toEqual({ text: '～－￥', replaced: 0 });
    expect(fitIntoEncoding('shift_jis', '𠮷野😀é')).toEqual({ text: '〓野〓〓', replaced: 3 });
    expect(fitIntoEncoding('utf-8', '𠮷野😀é〜')).toEqual({ text: '𠮷野😀é〜', replaced: 0 });
    expect([...encodeFitted('shift_jis', '①髙')]).toEqual([0x87, 0x40, 0xfb, 0xfc]);
  });
});

describe('RecordSplitter', () => {
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  const split = (file: string, sizes = [1]) => records(new TextEncoder().encode(file), ',', sizes);

  it('counts lines whatever ends them, also inside quotes, and leaves out empty lines', () => {
    const found = split('a\r\n\r\n"b\r\nb",1\rc\n\n"d\rd\n"\r\ne').map(({ line, bytes }) => [
      line,
      text(bytes),
    ]);
    expect(found).toEqual([
      [1, 'a'],
      [3, '"b\r\nb",1'],
      [5, 'c'],
      [7, '"d\rd\n"'],
      [10, 'e'],
    ]);
  });

  it('says where each record begins', () => {
    const file = 'ab,c\r\n"x\ny"\nz';
    const bytes = new TextEncoder().encode(file);
    for (const record of records(bytes, ',', [3])) {
      expect(text(bytes.subarray(record.offset, record.offset + record.bytes.length))).toBe(
        text(record.bytes),
      );
    }
  });

  it('takes a quote inside a plain field as a letter', () => {
    expect(split('5" disk,1\n6" disk,2\n').map(({ bytes }) => text(bytes))).toEqual([
      '5" disk,1',
      '6" disk,2',
    ]);
  });

  it('reports a quote that is never closed, and does not hold the rest of the file', () => {
    expect(split('a,1\n"b,2\nc,3\n').map(({ line, isUnclosed }) => [line, isUnclosed])).toEqual([
      [1, false],
      [2, true],
    ]);
    const long = records(new TextEncoder().encode(`x\n"${'y\n'.repeat(1_200_000)}`), ',', [100_000]);
    expect(long.map(({ line, isUnclosed, bytes }) => [line, isUnclosed, bytes.length])).toEqual([
      [1, false, 1],
      [2, true, 1_000],
    ]);
  });
});

describe('splitFields', () => {
  it('takes quotes off and keeps what follows them', () => {
    expect(splitFields('"a ""b""",,"x"y,z"q"', ',')).toEqual(['a "b"', '', 'xy', 'z"q"']);
    expect(splitFields('"a\tb"\tc', '\t')).toEqual(['a\tb', 'c']);
    expect(splitFields('', ',')).toEqual(['']);
  });
});

describe('the formula guard', () => {
  it('puts an apostrophe before what a spreadsheet would run, and nothing else', () => {
    for (const text of ['=1+1', '+81', '-x', '@a', '\tx', '\rx', "'=1"]) {
      expect(guardFormula(text)).toBe(`'${text}`);
    }
    for (const text of ['', 'a=1', "'a", '１', ' =1']) expect(guardFormula(text)).toBe(text);
  });

  it('is taken off again exactly', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(stripGuard(guardFormula(text))).toBe(text);
      }),
    );
  });
});

describe('EncodingRecogniser', () => {
  const recognise = (...pieces: Uint8Array[]) => {
    const recogniser = new EncodingRecogniser();
    for (const piece of pieces) recogniser.push(piece);
    return recogniser.encoding();
  };
  const inEncoding = (encoding: CsvEncoding, text: string) =>
    join([fileStart(encoding), encodeFitted(encoding, text)]);

  it.each(csvEncodings)('tells %s by its letters', (encoding) => {
    expect(recognise(inEncoding(encoding, '注文番号,お届け先\r\na-1,髙橋①ｱｲｳ\r\n'))).toBe(encoding);
  });

  it('is not misled by one broken byte or by ASCII before the first letter', () => {
    const ascii = inEncoding('utf-8', 'OrderId,ShipName\n'.repeat(1_000));
    expect(recognise(ascii, inEncoding('shift_jis', '山田\n'))).toBe('shift_jis');
    const broken = join([inEncoding('utf-8', '山田太郎、東京都\n'), Uint8Array.of(0xe5, 0x0a)]);
    expect(recognise(ascii, broken)).toBe('utf-8');
    expect(recognise(ascii)).toBe('utf-8');
  });

  it('does not take a picture or UTF-16 for text', () => {
    expect(recognise(Uint8Array.of(0xff, 0xfe, 0x41, 0x00))).toBeNull();
  });
});

describe('decoderOf', () => {
  it('refuses bytes that are no text', () => {
    expect(decoderOf('shift_jis')(Uint8Array.of(0x81))).toBeNull();
    expect(decoderOf('shift_jis')(Uint8Array.of(0x41, 0xfd))).toBeNull();
    expect(decoderOf('utf-8')(Uint8Array.of(0xe3, 0x81))).toBeNull();
    expect(decoderOf('utf-8')(Uint8Array.of(0x87, 0x40))).toBeNull();
  });
});
