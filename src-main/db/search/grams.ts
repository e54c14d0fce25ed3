/**
 * A folded text as FTS5 tokens: every two neighbouring letters, then the last letter alone. A search of two or
 * more letters is the phrase of its pairs; a single letter is a prefix search, which the lone last letter serves
 * as well. Works for any script, so that `りんご5kg` needs no border between scripts.
 */
export function gramsOf(folded: string): string {
  const letters = lettersOf(folded);
  let grams = '';
  for (let at = 0; at < letters.length - 1; at++) grams += `${letters[at]}${letters[at + 1]} `;
  return grams + (letters[letters.length - 1] ?? '');
}

/** The FTS5 expression that finds a folded, non-empty word as a substring of a text indexed with `gramsOf`. */
export function gramQuery(folded: string): string {
  const letters = lettersOf(folded);
  if (letters.length === 1) return `"${folded}" *`;
  const pairs: string[] = [];
  for (let at = 0; at < letters.length - 1; at++) pairs.push(`${letters[at]}${letters[at + 1]}`);
  return `"${pairs.join(' ')}"`;
}

/** Letters are code points; texts without surrogate pairs, nearly all, need no splitting. */
const lettersOf = (text: string): string | string[] => (/[\ud800-\udfff]/.test(text) ? [...text] : text);
