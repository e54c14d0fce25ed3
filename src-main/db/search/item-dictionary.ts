import { fold } from '#shared/domain/fold.ts';
import type { OrderLine } from '#shared/domain/order.ts';
import type { Database } from '../database.ts';
import { gramsOf } from './grams.ts';

/** Items remembered in memory; a shop's current range is far smaller. */
const remembered = 20_000;

/** The numbers of the distinct items (title, item code, sub code) that orders' lines name. */
export interface ItemDictionary {
  /** The number of a line's item; a new item is indexed. Call inside a transaction. */
  numberOf(line: OrderLine): number;
  /** After a rollback: numbers given since may not exist. */
  forget(): void;
}

export function createItemDictionary(database: Database): ItemDictionary {
  const find = database.query<{ id: number }>('SELECT id FROM search_items WHERE text = ?');
  const add = database.query('INSERT INTO search_items (text) VALUES (?)');
  const index = database.query('INSERT INTO item_search (rowid, grams) VALUES (?, ?)');
  const known = new Map<string, number>();

  const lookUp = (line: OrderLine): number => {
    const parts = [line.title, line.itemId, line.subCode].map(fold);
    const text = parts.join('\n');
    const found = find.get(text);
    if (found !== undefined) return found.id;
    const { id } = add.run(text);
    index.run(id, parts.map(gramsOf).join(' '));
    return id;
  };

  return {
    numberOf: (line) => {
      const key = `${line.title}\n${line.itemId}\n${line.subCode}`;
      const cached = known.get(key);
      if (cached !== undefined) return cached;
      const number = lookUp(line);
      if (known.size >= remembered) known.clear();
      known.set(key, number);
      return number;
    },
    forget: () => known.clear(),
  };
}
