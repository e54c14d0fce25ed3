import type { FindOrders, OrderRef } from '../port.ts';
import { brokenAnswer } from './broken-answer.ts';
import { isWithin, type ListPage } from './order-list.ts';

/** More pages than any shop has; only a mall that never ends its list gets there. */
const maxPages = 5_000;

/**
 * Walks through a list whose rows may come and go while it is read, yielding each order once.
 * - The next page starts after the rows received, however many were asked for.
 * - When the total shrank, later rows moved towards the start: the walk steps back by the difference.
 * - It ends when the rows received reach the total. A page that is empty or only repeats what was seen
 *   although the mall says there is more would lose orders silently: twice in a row is
 *   `mall_answer_broken` (`paging_stuck`).
 * @param fetchPage the page that begins with the given 1-based row
 */
export async function* walkPages(
  find: FindOrders,
  fetchPage: (start: number) => Promise<ListPage>,
): AsyncGenerator<readonly OrderRef[]> {
  const seen = new Set<string>();
  let start = 1;
  let lastTotal = 0;
  let idle = 0;
  for (let page = 0; page < maxPages; page++) {
    const { total, rows } = await fetchPage(start);
    const fresh: OrderRef[] = [];
    let news = false;
    for (const row of rows) {
      if (seen.has(row.ref.mallOrderId)) continue;
      seen.add(row.ref.mallOrderId);
      news = true;
      if (isWithin(row, find)) fresh.push(row.ref);
    }
    if (fresh.length > 0) yield fresh;
    const gone = Math.max(0, lastTotal - total);
    lastTotal = total;
    start += rows.length;
    if (gone > 0 && start > 1) {
      start = Math.max(1, start - rows.length - gone);
      continue;
    }
    if (start > total) return;
    idle = news ? 0 : idle + 1;
    if (idle >= 2) break;
  }
  throw brokenAnswer('paging_stuck', { start, total: lastTotal });
}
