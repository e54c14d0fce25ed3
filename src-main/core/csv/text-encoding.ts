import iconv from 'iconv-lite';
import type { CsvEncoding } from '#shared/contract/jobs.ts';

/**
 * Shift_JIS as Japanese Windows writes it: code page 932 with NEC's and IBM's letters (①㈱髙﨑). The WHATWG
 * standard means the same by "Shift_JIS".
 */
const shiftJis = 'cp932';
/** Stands in an exported file for a letter the encoding does not have. */
const missingLetter = '〓';
const replacement = '\u{fffd}';

/**
 * Letters that code page 932 knows only by a look-alike: other systems read the same bytes as these. Windows
 * writes 〜 as ～ and − as －, and so do we.
 */
const lookAlikes: Readonly<Record<string, string>> = {
  '〜': '～',
  '−': '－',
  '‖': '∥',
  '—': '―',
  '¢': '￠',
  '£': '￡',
  '¬': '￢',
  '¥': '￥',
  '‾': '￣',
  '¦': '￤',
};
const lookAlikePattern = new RegExp(`[${Object.keys(lookAlikes).join('')}]`, 'gu');

const byteOrderMark = [0xef, 0xbb, 0xbf] as const;

/** How many bytes of a byte order mark a file begins with: 3 or 0. */
export function byteOrderMarkLength(bytes: Uint8Array): number {
  return byteOrderMark.every((byte, at) => bytes[at] === byte) ? byteOrderMark.length : 0;
}

/** Bytes with a letter for each, and back: how cells travel until their encoding is looked at. */
export const asLatin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const fromLatin1 = (cell: string): Buffer => Buffer.from(cell, 'latin1');

/** Letters of bytes beyond ASCII: a cell without any reads the same in every encoding. */
export const beyondAscii = /[\u0080-\u00ff]/;

/** Reads a cell's bytes (as Latin-1) as text; null when they are not text in that encoding. */
export function cellDecoder(encoding: CsvEncoding): (cell: string) => string | null {
  if (encoding === 'shift_jis') {
    return (cell) => {
      if (!beyondAscii.test(cell)) return cell;
      const text = iconv.decode(fromLatin1(cell), shiftJis);
      return text.includes(replacement) ? null : text;
    };
  }
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return (cell) => {
    if (!beyondAscii.test(cell)) return cell;
    try {
      return decoder.decode(fromLatin1(cell));
    } catch {
      return null;
    }
  };
}

/** Reads a cell's bytes (as Latin-1) as text with `�` for what is none: what an error shows of an unreadable row. */
export function decodeLoosely(encoding: CsvEncoding, cell: string): string {
  const bytes = fromLatin1(cell);
  return encoding === 'shift_jis'
    ? iconv.decode(bytes, shiftJis)
    : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** A text as it can be written in an encoding, and how many of its letters had to give way to 〓. */
export interface WritableText {
  readonly text: string;
  readonly replaced: number;
}

/** What each UTF-16 unit is to code page 932: 0 not asked yet, 1 it has it, 2 it has not. */
const known932 = new Uint8Array(65_536);

function has932(letter: string): boolean {
  const code = letter.charCodeAt(0);
  if (letter.length > 1) return false;
  if (known932[code] === 0) {
    known932[code] = iconv.decode(iconv.encode(letter, shiftJis), shiftJis) === letter ? 1 : 2;
  }
  return known932[code] === 1;
}

/** Most cells are codes and numbers: no letter of theirs needs a look. */
const plainAscii = /^[\x20-\x7e]*$/;

/** The text as an export in this encoding holds it; UTF-8 holds every text as it is. */
export function fitIntoEncoding(encoding: CsvEncoding, text: string): WritableText {
  if (encoding !== 'shift_jis' || plainAscii.test(text)) return { text, replaced: 0 };
  const familiar = text.replace(lookAlikePattern, (letter) => lookAlikes[letter] ?? letter);
  let isWhole = true;
  for (let at = 0; at < familiar.length && isWhole; at++) isWhole = has932(familiar.charAt(at));
  if (isWhole) return { text: familiar, replaced: 0 };
  let fitted = '';
  let replaced = 0;
  for (const letter of familiar) {
    const isThere = has932(letter);
    fitted += isThere ? letter : missingLetter;
    if (!isThere) replaced++;
  }
  return { text: fitted, replaced };
}

/** The bytes of a text that was fitted into the encoding before; without a byte order mark. */
export function encodeFitted(encoding: CsvEncoding, text: string): Uint8Array {
  return encoding === 'shift_jis' ? iconv.encode(text, shiftJis) : new TextEncoder().encode(text);
}

/** The bytes a file in this encoding begins with. */
export function fileStart(encoding: CsvEncoding): Uint8Array {
  return Uint8Array.from(encoding === 'utf-8-bom' ? byteOrderMark : []);
}
