/** Hyphens, dashes and the long-vowel mark standing between digits, as people write phone numbers. */
const markBetweenDigits = /(?<=\p{N})ー(?=\p{N})/gu;
const notLetterOrDigit = /[^\p{L}\p{N}\p{M}]+/gu;
const hiragana = /[ぁ-ゖ]/g;

/**
 * The form in which texts are indexed and searched: width and case folded (NFKC, lower case), hiragana as
 * katakana, everything but letters and digits dropped. `０３－１２３４` and `03-1234` are both `031234`.
 */
export function fold(text: string): string {
  if (text === '') return '';
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(hiragana, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))
    .replace(markBetweenDigits, '')
    .replace(notLetterOrDigit, '');
}

/** Reversed by code points, so that the end of a key can be looked up as a beginning. */
export const reversed = (text: string): string => [...text].reverse().join('');
