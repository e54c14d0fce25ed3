/** Hyphens, dashes and the long-vowel mark standing between digits, as people write phone numbers. */
const markBetweenDigits = /(?<=\p{N})ー(?=\p{N})/gu;
const notLetterOrDigit = /[^\p{L}\p{N}]+/gu;
const hiragana = /[ぁ-ゖ]/g;
/** Nearly all codes, phones and mail addresses, and nearly all Japanese names: the long way changes nothing more. */
const plainAscii = /^[\x20-\x7e]*$/;
const markInAscii = /[^a-z0-9]+/g;
const foldedAlready = /^[\u30a1-\u30fa\u4e00-\u9fff々]+$/;

/**
 * The form in which texts are indexed and searched: width and case folded (NFKC, lower case), hiragana as
 * katakana, everything but letters and digits dropped. `０３－１２３４` and `03-1234` are both `031234`.
 */
export function fold(text: string): string {
  if (text === '' || foldedAlready.test(text)) return text;
  if (plainAscii.test(text)) return text.toLowerCase().replace(markInAscii, '');
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(hiragana, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))
    .replace(markBetweenDigits, '')
    .replace(notLetterOrDigit, '');
}
