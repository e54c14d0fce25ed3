import { type Parser, parse } from 'csv-parse';
import type { CsvMapping } from '#shared/contract/csv.ts';
import type { FileArea } from '../ports/file-store.ts';
import { csvSyntax } from './csv-syntax.ts';
import { asLatin1, byteOrderMarkLength } from './text-encoding.ts';

/** One record (row) of a CSV file: it may span several lines of the file. */
export interface CsvRecord {
  /** Line of the file, counted from 1, where it begins. */
  readonly line: number;
  /** Where its bytes are in the file; empty lines before it are among them. */
  readonly offset: number;
  readonly length: number;
  /** Each byte as a letter, without the quotes. Of an unclosed record its beginning, as one cell. */
  readonly cells: readonly string[];
  /** A quote was opened and the file ended, or `longestRecord` was reached, before it was closed. */
  readonly isUnclosed: boolean;
}

/** What is read and looked at in one go: a few ms of work. */
const pieceBytes = 131_072;
/** A row longer than this is one whose quote was never closed. */
const longestRecord = 1_000_000;
/** How much of an unclosed record is given. */
const unclosedBytes = 1_000;

const lineEnds = /\r\n|\r|\n/g;
const unclosedCodes: ReadonlySet<string> = new Set(['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE']);

/**
 * The records of a file, a batch at a time, in order. Other work gets its turn between batches. An unclosed record is
 * the last one: what follows it cannot be told from it. `signal` ends it with its reason.
 */
export async function* readRecords(
  files: FileArea,
  name: string,
  separator: CsvMapping['separator'],
  signal?: AbortSignal,
): AsyncGenerator<CsvRecord[], void> {
  const mark = byteOrderMarkLength(await files.read(name, 0, 3));
  let found: CsvRecord[] = [];
  /** Where the next record begins. */
  let offset = mark;
  let line = 1;
  let emptyLines = 0;
  const parser = parse({
    ...csvSyntax(separator),
    max_record_size: longestRecord,
    on_record: (cells: string[], { bytes, empty_lines }) => {
      const end = mark + bytes;
      line += empty_lines - emptyLines;
      emptyLines = empty_lines;
      found.push({ line, offset, length: end - offset, cells, isUnclosed: false });
      // The parser's own count takes CR LF inside quotes for two lines.
      line += 1 + cells.reduce((sum, cell) => sum + (cell.match(lineEnds)?.length ?? 0), 0);
      offset = end;
      return null;
    },
  });
  // Each write tells its own error; without a listener it would end the process.
  parser.on('error', () => undefined);
  try {
    for (let at = mark; ; ) {
      signal?.throwIfAborted();
      const piece = await files.read(name, at, pieceBytes);
      at += piece.length;
      const isEnd = piece.length === 0;
      const error = await (isEnd ? endOf(parser) : fed(parser, piece));
      if (error !== null) {
        if (!unclosedCodes.has(error.code ?? '')) throw error;
        const bytes = await files.read(name, offset, unclosedBytes);
        const start = asLatin1(bytes).replace(/^[\r\n]+/, '');
        line += parser.info.empty_lines - emptyLines;
        found.push({ line, offset, length: bytes.length, cells: [start], isUnclosed: true });
      }
      yield found;
      if (isEnd || error !== null) return;
      found = [];
    }
  } finally {
    parser.destroy();
  }
}

type ParserError = NodeJS.ErrnoException | null;

const fed = (parser: Parser, piece: Uint8Array): Promise<ParserError> =>
  new Promise((resolve) => parser.write(piece, (error) => resolve(error ?? null)));

const endOf = (parser: Parser): Promise<ParserError> =>
  new Promise((resolve) => parser.end((error?: ParserError) => resolve(error ?? null)));
