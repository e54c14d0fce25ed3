import type { CsvEncoding } from '#shared/contract/jobs.ts';
import { byteOrderMarkLength, decodeLoosely } from './text-encoding.ts';

/** This many bytes around letters beyond ASCII are enough to tell the encodings apart. */
const enoughBytes = 262_144;

/**
 * Tells which encoding a file is in, from its pieces in order. A byte order mark decides; otherwise the encoding
 * with fewer unreadable places, UTF-8 when equal (Japanese in Shift_JIS is hardly ever valid UTF-8).
 */
export class EncodingRecogniser {
  #isFirst = true;
  #hasMark = false;
  #hasNul = false;
  #seen = 0;
  readonly #faults = { 'utf-8': 0, shift_jis: 0 };

  /** Pieces should end at the end of a line, so that no letter is cut. */
  push(piece: Uint8Array): void {
    if (this.#isFirst) this.#hasMark = byteOrderMarkLength(piece) > 0;
    this.#isFirst = false;
    if (piece.includes(0)) this.#hasNul = true;
    if (this.#hasMark || this.#seen >= enoughBytes || piece.every((byte) => byte < 0x80)) return;
    this.#seen += piece.length;
    for (const encoding of ['utf-8', 'shift_jis'] as const) {
      this.#faults[encoding] += decodeLoosely(encoding, piece).split('\u{fffd}').length - 1;
    }
  }

  /** null: not text. */
  encoding(): CsvEncoding | null {
    if (this.#hasNul) return null;
    if (this.#hasMark) return 'utf-8-bom';
    return this.#faults.shift_jis < this.#faults['utf-8'] ? 'shift_jis' : 'utf-8';
  }
}
