import type { Database } from '../database.ts';
import { fold } from './fold.ts';
import { gramQuery } from './grams.ts';
import { endToken, itemToken, splitOrderId, startToken, storeToken } from './order-document.ts';

/** A word found in more distinct items than this is looked up through the orders' lines instead. */
const namedItems = 400;
/** Shorter words are not looked up among phone tails, order numbers, slip numbers and mail addresses. */
const shortestKey = 3;

/** One word of a search, ready for the index. */
export interface WordQuery {
  /** FTS5 expression on `order_search`; it finds the word wherever it is, items included unless `items` is set. */
  readonly match: string;
  /** FTS5 expression on `item_search` when the word is in too many items to name them in `match`. */
  readonly items: string | null;
}

/** The words of a search: parted by blanks, all of which must be found. Marks alone are no words. */
export function wordsOf(search: string): string[] {
  return search.split(/\s+/u).filter((word) => fold(word) !== '');
}

/**
 * Where a word is found: as a substring (folded) of the names and their readings, items' titles and codes,
 * comments and notes; as the end of the order id, a phone or a slip number; as the beginning of the order
 * number, a slip number or a mail address; as `store-12`, the beginning of an order id.
 */
export function createWordQuery(database: Database): (word: string) => WordQuery {
  const findItems = database.query<{ rowid: number }>(
    'SELECT rowid FROM item_search WHERE item_search MATCH ? ORDER BY rowid DESC LIMIT ?',
  );
  return (word) => {
    const folded = fold(word);
    const grams = gramQuery(folded);
    const alternatives = [grams];
    if ([...folded].length >= shortestKey) {
      alternatives.push(`"${startToken(folded)}" *`, `"${endToken(folded)}" *`);
      const parts = splitOrderId(word);
      if (parts !== null && parts.store !== '') {
        alternatives.push(`("${storeToken(parts.store)}" AND "${startToken(parts.number)}" *)`);
      }
    }
    const items = findItems.all(grams, namedItems + 1);
    const areMany = items.length > namedItems;
    if (!areMany) alternatives.push(...items.map(({ rowid }) => `"${itemToken(rowid)}"`));
    return { match: `(${alternatives.join(' OR ')})`, items: areMany ? grams : null };
  };
}
