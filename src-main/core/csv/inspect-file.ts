import type { CsvMapping } from '#shared/contract/csv.ts';
import type { CsvEncoding } from '#shared/contract/jobs.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { FileArea } from '../ports/file-store.ts';
import { stripGuard } from './formula-guard.ts';
import { guessColumns } from './header-words.ts';
import { parseStart } from './parse-rows.ts';
import { readRecords } from './read-records.ts';
import { EncodingRecogniser } from './recognise-encoding.ts';
import { decodeLoosely } from './text-encoding.ts';

type Separator = CsvMapping['separator'];
const separators: readonly Separator[] = [',', '\t', ';'];

/** What the separator is recognised by. */
const lookedAtBytes = 65_536;
const lookedAtRows = 20;
/** Rows shown for each column, and their length. */
const sampleRows = 5;
const sampleLength = 60;
const longestHeader = 120;

export interface FileLayout {
  readonly encoding: CsvEncoding;
  readonly separator: Separator;
  readonly hasHeader: boolean;
  readonly header: readonly string[];
  readonly columns: readonly { readonly name: string; readonly samples: string[] }[];
  /** Rows without the header. */
  readonly rows: number;
  readonly suggested: CsvMapping['columns'];
}

/**
 * Says what a file looks like. `given` decides instead of what is recognised. Throws AppError `csv_empty` and
 * `csv_not_text`.
 */
export async function inspectFile(
  files: FileArea,
  name: string,
  given: { encoding?: CsvEncoding | undefined; separator?: Separator | undefined },
  signal?: AbortSignal,
): Promise<FileLayout> {
  const separator = given.separator ?? (await recogniseSeparator(files, name));
  const recogniser = new EncodingRecogniser(await files.read(name, 0, 3));
  const first: (readonly string[])[] = [];
  let records = 0;
  for await (const batch of readRecords(files, name, separator, signal)) {
    for (const { cells } of batch) {
      recogniser.push(cells);
      if (first.length <= lookedAtRows) first.push(cells);
      records++;
    }
  }
  const recognised = recogniser.encoding();
  if (recognised === null) throw new AppError('csv_not_text', 'The file is not text');
  const encoding = given.encoding ?? recognised;
  const table = first.map((cells) => cells.map((cell) => decodeLoosely(encoding, cell)));
  const [top = [], ...rest] = table;
  const suggested = guessColumns(top.map(stripGuard));
  const hasHeader = suggested.length > 0 || looksLikeHeader(top, rest);
  const rows = records - (hasHeader ? 1 : 0);
  if (rows === 0) throw new AppError('csv_empty', 'The file has no rows');
  const body = hasHeader ? rest : table;
  const header = top.map((cell) => stripGuard(cell).trim().slice(0, longestHeader));
  return {
    encoding,
    separator,
    hasHeader,
    header: hasHeader ? header : [],
    columns: header.map((cell, column) => ({
      name: hasHeader ? cell : '',
      samples: body.slice(0, sampleRows).map((row) => (row[column] ?? '').slice(0, sampleLength)),
    })),
    rows,
    suggested,
  };
}

/** The separator that gives the same number of columns, and more than one, in the most rows. */
async function recogniseSeparator(files: FileArea, name: string): Promise<Separator> {
  const piece = await files.read(name, 0, lookedAtBytes);
  const scored = separators.map((separator) => {
    const widths = parseStart(piece, separator, lookedAtRows).map((cells) => cells.length);
    const [width = 1] = widths;
    const agreeing = widths.filter((each) => each === width).length;
    return { separator, score: width > 1 ? agreeing * 1_000 + width : 0 };
  });
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).separator;
}

const isData = (cell: string): boolean => /^[\d\s/:.,¥+-]*\d[\d\s/:.,¥+-]*$/.test(cell);

/** Names stand in every column, once each; data have numbers where names have none. */
function looksLikeHeader(top: readonly string[], rest: readonly string[][]): boolean {
  const names = top.map((cell) => cell.trim());
  if (names.some((cell) => cell === '' || isData(cell)) || new Set(names).size < names.length) return false;
  return rest.length > 0 && rest.some((row) => row.some(isData));
}
