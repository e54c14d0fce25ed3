import { fold } from '#shared/domain/fold.ts';
import type { Database } from '../database.ts';
import { gramQuery } from './grams.ts';
import { endToken, itemToken, splitOrderId, startToken, storeToken } from './order-document.ts';

/** So few items are named in the query outright. */
const fewItems = 60;
/** Naming an item costs about 0.1 ms; beyond this, lines are read instead, however seldom one matches. */
const mostNamedItems = 5_000;
/** The newest lines tell how common the items of a word are … */
const sampledLines = 2_000;
/** … and from this share on, the newest orders soon yield a full list, so that lines are read. */
const commonShare = 0.05;
/** Shorter words are not looked up among phone tails, order numbers, slip numbers and mail addresses. */
const shortestKey = 3;

/** One word of a search, ready for the index. */
export interface WordQuery {
  /** FTS5 expression on `order_search`; it finds the word wherever it is, items included unless `items` is set. */
  readonly match: string;
  /** FTS5 expression on `item_search` when the word's items are too many or too common to be named in `match`. */
  readonly items: string | null;
  /** The word is in so many items that long results are slow. */
  readonly isCostly: boolean;
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
  const sample = database.query<{ count: number }>(
    `SELECT count(*) AS count
     FROM (SELECT search_item FROM order_lines ORDER BY order_id DESC, position DESC LIMIT ${sampledLines})
     WHERE search_item IN (SELECT rowid FROM item_search WHERE item_search MATCH ?)`,
  );
  const areCommon = (grams: string): boolean => (sample.get(grams)?.count ?? 0) >= sampledLines * commonShare;
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
    const items = findItems.all(grams, mostNamedItems + 1);
    const areMany = items.length > mostNamedItems || (items.length > fewItems && areCommon(grams));
    if (!areMany) alternatives.push(...items.map(({ rowid }) => `"${itemToken(rowid)}"`));
    return {
      match: `(${alternatives.join(' OR ')})`,
      items: areMany ? grams : null,
      isCostly: items.length > fewItems,
    };
  };
}
