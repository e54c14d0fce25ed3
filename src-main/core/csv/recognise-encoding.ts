import type { CsvEncoding } from '#shared/contract/jobs.ts';
import { beyondAscii, byteOrderMarkLength, decodeLoosely } from './text-encoding.ts';

/** This many bytes around letters beyond ASCII are enough to tell the encodings apart. */
const enoughBytes = 262_144;

/**
 * Tells which encoding a file is in, from its rows in order. A byte order mark decides; otherwise the encoding
 * with fewer unreadable places, UTF-8 when equal (Japanese in Shift_JIS is hardly ever valid UTF-8).
 */
export class EncodingRecogniser {
  readonly #hasMark: boolean;
  #hasNul = false;
  #seen = 0;
  readonly #faults = { 'utf-8': 0, shift_jis: 0 };

  /** `start`: the first bytes of the file. */
  constructor(start: Uint8Array) {
    this.#hasMark = byteOrderMarkLength(start) > 0;
  }

  /** A row's cells as `CsvRecord` has them. */
  push(cells: readonly string[]): void {
    // No letter of two bytes ends in a comma: cells stay apart.
    const row = cells.join(',');
    if (row.includes('\0')) this.#hasNul = true;
    if (this.#hasMark || this.#seen >= enoughBytes || !beyondAscii.test(row)) return;
    this.#seen += row.length;
    for (const encoding of ['utf-8', 'shift_jis'] as const) {
      this.#faults[encoding] += decodeLoosely(encoding, row).split('\u{fffd}').length - 1;
    }
  }

  /** null: not text. */
  encoding(): CsvEncoding | null {
    if (this.#hasNul) return null;
    if (this.#hasMark) return 'utf-8-bom';
    return this.#faults.shift_jis < this.#faults['utf-8'] ? 'shift_jis' : 'utf-8';
  }
}
