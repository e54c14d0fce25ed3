import { describe, expect, it } from 'vitest';
import { walkPages } from './list-pages.ts';
import type { ListedOrder, ListPage } from './order-list.ts';

const find = { by: 'ordered', from: 0, to: 1_000_000 } as const;
const row = (id: number, orderedAt: number | null = id): ListedOrder => ({
  ref: { mallOrderId: `o-${id}`, mallVersion: '1', mallUpdatedAt: null },
  orderedAt,
  publishedAt: null,
});
const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => row(from + index));

async function walk(
  fetchPage: (start: number, call: number) => ListPage,
): Promise<{ ids: string[]; starts: number[] }> {
  const ids: string[] = [];
  const starts: number[] = [];
  const pages = walkPages(find, async (start) => {
    starts.push(start);
    return fetchPage(start, starts.length);
  });
  for await (const page of pages) ids.push(...page.map((ref) => ref.mallOrderId));
  return { ids, starts };
}

const ids = (from: number, to: number) => rows(from, to).map(({ ref }) => ref.mallOrderId);

describe('walking through a list', () => {
  it('asks once when nothing is found', async () => {
    expect(await walk(() => ({ total: 0, rows: [] }))).toEqual({ ids: [], starts: [1] });
  });

  it('goes on after the rows received, however many the mall gives', async () => {
    const result = await walk((start) => ({ total: 7, rows: rows(start, Math.min(7, start + 2)) }));
    expect(result).toEqual({ ids: ids(1, 7), starts: [1, 4, 7] });
  });

  it('finds orders that came while it was reading', async () => {
    const result = await walk((start, call) => ({
      total: call === 1 ? 3 : 5,
      rows: rows(start, start + 2).filter((r) => Number(r.orderedAt) <= 5),
    }));
    expect(result.ids).toEqual(ids(1, 3));
    const grown = await walk((start, call) => ({
      total: call === 1 ? 4 : 5,
      rows: rows(start, Math.min(5, start + 2)),
    }));
    expect(grown.ids).toEqual(ids(1, 5));
  });

  it('steps back when earlier rows vanished, so that none slips through', async () => {
    // Orders 1 and 2 vanish after the first page: 4 and 5 now stand where 2 and 3 stood.
    const before = rows(1, 6);
    const after = rows(3, 6);
    const result = await walk((start, call) => {
      const all = call === 1 ? before : after;
      return { total: all.length, rows: all.slice(start - 1, start + 2) };
    });
    expect(result.ids.toSorted()).toEqual(ids(1, 6));
  });

  it('gives each order once though pages overlap, and only those of the period', async () => {
    const late = [row(1), row(2, 1_000_000), row(3, null)];
    const result = await walk((start) => ({ total: 4, rows: start === 1 ? late : [row(3, null), row(4)] }));
    expect(result.ids).toEqual(['o-1', 'o-3', 'o-4']);
  });

  it.each([
    ['empty', () => ({ total: 10, rows: [] })],
    ['repeated', () => ({ total: 100, rows: rows(1, 3) })],
  ])('does not lose orders silently to %s pages', async (_kind, page) => {
    await expect(walk(page)).rejects.toMatchObject({
      code: 'mall_answer_broken',
      details: { reason: 'paging_stuck' },
    });
  });
});
