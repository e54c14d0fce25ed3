/** One record (row) of a CSV file as bytes: it may span several lines of the file. */
export interface RawRecord {
  /** Line of the file, counted from 1, where it begins. */
  readonly line: number;
  /** Where its bytes begin in the file. */
  readonly offset: number;
  /** Without the line end. */
  readonly bytes: Uint8Array;
  /** A quote was opened and the file ended, or `longestRecord` was reached, before it was closed. */
  readonly isUnclosed: boolean;
}

/** A row longer than this is one whose quote was never closed. */
export const longestRecord = 1_000_000;

const lineFeed = 10;
const carriageReturn = 13;
const quote = 34;
const atStart = 0;
const inPlain = 1;
const inQuotes = 2;
const afterQuote = 3;

/**
 * Cuts a file that arrives in pieces into records. It works on bytes: neither in UTF-8 nor in Shift_JIS can the
 * second byte of a letter be a quote, a separator or a line end. Lines may end in CR LF, LF or CR; empty lines are
 * left out. A quote opens a quoted field at the field's beginning only, as RFC 4180 has it.
 */
export class RecordSplitter {
  readonly #separator: number;
  #rest: Uint8Array = new Uint8Array();
  /** How far `#rest` has been looked at. */
  #looked = 0;
  #state = atStart;
  #line: number;
  #recordLine: number;
  #offset: number;
  /** The record in hand is unclosed and was reported; what follows is skipped. */
  #isSkipping = false;

  /** `offset` and `line`: where the first piece stands in the file. */
  constructor(separator: string, offset = 0, line = 1) {
    this.#separator = separator.charCodeAt(0);
    this.#offset = offset;
    this.#line = line;
    this.#recordLine = line;
  }

  /** Takes the next piece and returns the records that are complete now. */
  push(piece: Uint8Array): RawRecord[] {
    return this.#scan(this.#joined(piece), false);
  }

  /** The file ended: the record in hand, if any. */
  end(): RawRecord[] {
    return this.#scan(this.#rest, true);
  }

  #joined(piece: Uint8Array): Uint8Array {
    if (this.#rest.length === 0) return piece;
    const joined = new Uint8Array(this.#rest.length + piece.length);
    joined.set(this.#rest);
    joined.set(piece, this.#rest.length);
    return joined;
  }

  #scan(bytes: Uint8Array, isEnd: boolean): RawRecord[] {
    const records: RawRecord[] = [];
    const separator = this.#separator;
    let start = 0;
    let at = this.#looked;
    let state = this.#state;
    const take = (end: number, isUnclosed: boolean): void => {
      if (end > start && !this.#isSkipping) {
        records.push({
          line: this.#recordLine,
          offset: this.#offset + start,
          bytes: bytes.subarray(start, end),
          isUnclosed,
        });
      }
    };
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === lineFeed || byte === carriageReturn) {
        // Whether a line feed follows must be known.
        if (byte === carriageReturn && at + 1 === bytes.length && !isEnd) break;
        const isPair = byte === carriageReturn && bytes[at + 1] === lineFeed;
        this.#line++;
        if (state === inQuotes) {
          if (isPair) at++;
          continue;
        }
        take(at, false);
        if (isPair) at++;
        start = at + 1;
        state = atStart;
        this.#recordLine = this.#line;
        this.#isSkipping = false;
      } else if (state === inQuotes) {
        if (byte === quote) state = afterQuote;
      } else if (byte === separator) {
        state = atStart;
      } else if (byte === quote && (state === atStart || state === afterQuote)) {
        state = inQuotes;
      } else {
        state = inPlain;
      }
    }
    if (isEnd) {
      take(bytes.length, state === inQuotes);
      start = bytes.length;
    } else if (bytes.length - start > longestRecord) {
      take(start + 1_000, true);
      this.#isSkipping = true;
      start = at;
    }
    this.#rest = bytes.slice(start);
    this.#looked = at - start;
    this.#offset += start;
    this.#state = state;
    return records;
  }
}
