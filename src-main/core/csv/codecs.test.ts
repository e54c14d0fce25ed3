import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvEncoding, csvEncodings } from '#shared/contract/jobs.ts';
import { guardFormula, stripGuard } from './formula-guard.ts';
import { parseRows, parseStart } from './parse-rows.ts';
import { type CsvRecord, readRecords } from './read-records.ts';
import { EncodingRecogniser } from './recognise-encoding.ts';
import { MemoryFiles } from './testing/memory-files.ts';
import { asLatin1, cellDecoder, encodeFitted, fileStart, fitIntoEncoding } from './text-encoding.ts';
import { writeRecord } from './write-record.ts';

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(...'",\'\r\n\t=+-@ ;|\\~あ表ソ能①㈱髙﨑～－∥￠￡￢―ｱﾞ漢0'),
    maxLength: 20,
  }),
);

const name = 'file.csv';

/** Files that give no more than `sizes` bytes at a time, one size after the other. */
class InPieces extends MemoryFiles {
  readonly #sizes: readonly number[];
  #turn = 0;

  constructor(sizes: readonly number[]) {
    super();
    this.#sizes = sizes;
  }

  override read(file: string, offset: number, limit: number): Promise<Uint8Array> {
    // The byte order mark is looked at whole, and an unclosed record's beginning.
    const size = limit <= 1_000 ? limit : this.#sizes[this.#turn++ % this.#sizes.length];
    return super.read(file, offset, Math.min(limit, size ?? limit));
  }
}

async function records(bytes: Uint8Array, sizes: readonly number[] = [1]): Promise<CsvRecord[]> {
  const files = new InPieces(sizes);
  await files.write(name, 0, bytes);
  const all: CsvRecord[] = [];
  for await (const batch of readRecords(files, name, ',')) all.push(...batch);
  return all;
}

const join = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

const written = (rows: readonly (readonly string[])[]): string => rows.map(writeRecord).join('');

describe('a table written and read again', () => {
  it.each(csvEncodings)('is the same in %s, whatever pieces it arrives in', async (encoding: CsvEncoding) => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .integer({ min: 1, max: 4 })
          .chain((width) =>
            fc.array(fc.array(nasty, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
          ),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        async (table, sizes, guard) => {
          const fitted = table.map((row) => row.map((cell) => fitIntoEncoding(encoding, cell).text));
          const bytes = join([
            fileStart(encoding),
            encodeFitted(encoding, written(guard ? fitted.map((row) => row.map(guardFormula)) : fitted)),
          ]);
          const decode = cellDecoder(encoding);
          const asWritten = (cells: readonly string[]) =>
            cells.map((cell) => {
              const text = decode(cell);
              return guard && text !== null ? stripGuard(text) : text;
            });
          const read = await records(bytes, sizes);
          expect(read.map(({ isUnclosed }) => isUnclosed)).toEqual(fitted.map(() => false));
          expect(read.map(({ cells }) => asWritten(cells))).toEqual(fitted);
          // The rows are found again by their places.
          const rows = read.map(({ offset, length }) => bytes.subarray(offset, offset + length));
          expect(parseRows(rows, ',').map(asWritten)).toEqual(fitted);
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

describe('readRecords', () => {
  const split = (file: string, sizes = [1]) => records(new TextEncoder().encode(file), sizes);

  it('counts lines whatever ends them, also inside quotes, and leaves out empty lines', async () => {
    const found = await split('a\r\n\r\n"b\r\nb",1\rc\n\n"d\rd\n"\r\ne');
    expect(found.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'a'],
      [3, 'b\r\nb', '1'],
      [5, 'c'],
      [7, 'd\rd\n'],
      [10, 'e'],
    ]);
  });

  it('says where each record is, behind a byte order mark too', async () => {
    for (const start of ['', '\u{feff}']) {
      const bytes = new TextEncoder().encode(`${start}ab,c\r\n\r\n"x\ny"\nz`);
      const places = (await records(bytes, [3])).map(({ offset, length }) =>
        asLatin1(bytes.subarray(offset, offset + length)),
      );
      expect(places).toEqual(['ab,c\r\n', '\r\n"x\ny"\n', 'z']);
    }
  });

  it('takes a quote inside a plain field as a letter, and loses nothing behind a closing one', async () => {
    const found = await split('5" disk,1\n6" disk,2\n"a ""b""",,"x"y,z"q"\n');
    expect(found.map(({ cells }) => cells)).toEqual([
      ['5" disk', '1'],
      ['6" disk', '2'],
      ['a "b"', '', '"x"y', 'z"q"'],
    ]);
  });

  it('reports a quote that is never closed, and does not hold the rest of the file', async () => {
    const found = await split('a,1\n\n"b,2\nc,3\n');
    expect(found.map(({ line, isUnclosed, cells }) => [line, isUnclosed, ...cells])).toEqual([
      [1, false, 'a', '1'],
      [3, true, '"b,2\nc,3\n'],
    ]);
    const long = await split(`x\n"${'y\n'.repeat(1_200_000)}`, [100_000]);
    expect(long.map(({ line, isUnclosed, cells }) => [line, isUnclosed, cells[0]?.length])).toEqual([
      [1, false, 1],
      [2, true, 1_000],
    ]);
  });
});

describe('parseStart', () => {
  it('gives the first rows, without one that ends later', () => {
    const start = new TextEncoder().encode('a\tb\n"c\td"\te\n"f\n');
    expect(parseStart(start, '\t', 20)).toEqual([
      ['a', 'b'],
      ['c\td', 'e'],
    ]);
    expect(parseStart(start, '\t', 1)).toEqual([['a', 'b']]);
  });
});

describe('writeRecord', () => {
  it('puts quotes where they are needed: separators, quotes, line ends, blanks at the edges', () => {
    const row = ['a b', 'ソ;', '', ' a', 'b　', 'x,y', '5"', '1\n2', '1\r2'];
    expect(written([row, ['1', '2']])).toBe('a b,ソ;,," a","b　","x,y","5""","1\n2","1\r2"\r\n1,2\r\n');
    expect(written([[''], ['a']])).toBe('""\r\na\r\n');
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
    const recogniser = new EncodingRecogniser(pieces[0] ?? new Uint8Array());
    for (const piece of pieces) recogniser.push(asLatin1(piece).split(','));
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

describe('cellDecoder', () => {
  it('refuses bytes that are no text', () => {
    const decoded = (encoding: CsvEncoding, ...bytes: number[]) =>
      cellDecoder(encoding)(asLatin1(Uint8Array.from(bytes)));
    expect(decoded('shift_jis', 0x81)).toBeNull();
    expect(decoded('shift_jis', 0x41, 0xfd)).toBeNull();
    expect(decoded('utf-8', 0xe3, 0x81)).toBeNull();
    expect(decoded('utf-8', 0x87, 0x40)).toBeNull();
  });
});
