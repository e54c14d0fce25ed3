/** Hyphens, dashes and the long-vowel mark standing between digits, as people write phone numbers. */
const markBetweenDigits = /(?<=\p{N})ー(?=\p{N})/gu;
const notLetterOrDigit = /[^\p{L}\p{N}]+/gu;
const hiragana = /[ぁ-ゖ]/g;
const markInAscii = /[^a-z0-9]+/g;

const isAscii = (code: number): boolean => code >= 0x20 && code <= 0x7e;
/** Digits, small letters, katakana, kanji and 々: nothing changes them, whatever stands beside them. */
const isFolded = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) ||
  (code >= 0x30a1 && code <= 0x30fa) ||
  (code >= 0x30 && code <= 0x39) ||
  (code >= 0x61 && code <= 0x7a) ||
  code === 0x3005;

/**
 * The form in which texts are indexed and searched: width and case folded (NFKC, lower case), hiragana as
 * katakana, everything but letters and digits dropped. `０３－１２３４` and `03-1234` are both `031234`.
 */
export function fold(text: string): string {
  // Nearly all names, codes, phones and mail addresses, of which an import folds a dozen per order, end here.
  let areFolded = true;
  let areAscii = true;
  for (let at = 0; at < text.length && (areFolded || areAscii); at++) {
    const code = text.charCodeAt(at);
    areFolded &&= isFolded(code);
    areAscii &&= isAscii(code);
  }
  if (areFolded) return text;
  if (areAscii) return text.toLowerCase().replace(markInAscii, '');
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(hiragana, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))
    .replace(markBetweenDigits, '')
    .replace(notLetterOrDigit, '');
}
