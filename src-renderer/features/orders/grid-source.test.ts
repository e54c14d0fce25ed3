import type { IGetRowsParams } from 'ag-grid-community';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OrderRow, OrderWindow } from '#shared/contract/orders.ts';
import type { OrderQuery, OrderSort } from '#shared/domain/order-query.ts';
import { OrderSource, sliceSize } from './grid-source.ts';

vi.mock('../../lib/connection/index.ts', () => ({ host: {} }));

const sort: OrderSort = { column: 'orderedAt', direction: 'desc' };
const query: OrderQuery = { filter: {}, search: '', sort };

/** A list of `total` orders whose ids are their places, plus `shift` after changes. */
function listOf(total: number, totalIsExact = true) {
  const asked: number[] = [];
  const list = { shift: 0, failure: null as Error | null, placed: new Set<OrderRow>() };
  const onWindow = vi.fn();
  const onError = vi.fn();
  const source = new OrderSource({
    query,
    fetch: ({ offset, limit }) => {
      asked.push(offset);
      if (list.failure) return Promise.reject(list.failure);
      const count = Math.max(0, Math.min(limit, total - offset));
      const rows = Array.from({ length: count }, (_, at) => ({ id: offset + at + list.shift }) as OrderRow);
      return Promise.resolve({ rows, total: totalIsExact ? total : 0, totalIsExact } as OrderWindow);
    },
    listener: { onWindow, onError },
    shown: () => ({ from: 0, to: 30 }),
    arePlaced: (_from, rows) => rows.length > 0 && rows.every((row) => list.placed.has(row)),
  });
  /** What the grid gets for the slice at `startRow`: ids and row count, or nothing. */
  const slice = async (startRow: number) => {
    const successCallback = vi.fn();
    const failCallback = vi.fn();
    source.getRows({
      startRow,
      endRow: startRow + sliceSize,
      successCallback,
      failCallback,
    } as unknown as IGetRowsParams<OrderRow>);
    await vi.runAllTimersAsync();
    expect(successCallback.mock.calls.length + failCallback.mock.calls.length).toBe(1);
    const [rows, lastRow] = successCallback.mock.calls[0] ?? [];
    return rows && { ids: (rows as OrderRow[]).map(({ id }) => id), lastRow };
  };
  return { source, slice, asked, list, onWindow, onError };
}

describe('OrderSource', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('hands on the right rows of every slice, asking the host once a window', async () => {
    const { slice, asked, onWindow } = listOf(250);
    for (let start = 0; start < 250; start += sliceSize) {
      const ids = Array.from({ length: Math.min(sliceSize, 250 - start) }, (_, at) => start + at);
      expect(await slice(start)).toEqual({ ids, lastRow: 250 });
    }
    expect(asked).toEqual([0, 100, 200]);
    expect(onWindow).toHaveBeenCalledTimes(3);
  });

  it('lets the list grow while the total is not known, and ends it with a short window', async () => {
    const { slice } = listOf(125, false);
    expect((await slice(90))?.lastRow).toBe(-1);
    expect((await slice(100))?.lastRow).toBe(125);
    expect(await slice(190)).toEqual({ ids: [], lastRow: 125 });
  });

  it('asks again after it was told to forget', async () => {
    const { source, slice, list, asked } = listOf(250);
    await slice(0);
    list.shift = 1_000;
    source.forget();
    expect((await slice(0))?.ids[0]).toBe(1_000);
    expect(asked).toEqual([0, 0]);
  });

  it('takes the first rows of a new query from what it prepared', async () => {
    const { source, slice, asked } = listOf(250);
    expect((await source.prepare({ ...query, search: '山田' }))?.rows).toHaveLength(100);
    await slice(0);
    await slice(sliceSize);
    expect(asked).toEqual([0]);
    expect(source.query.search).toBe('山田');
  });

  it('tells of a failure once for all slices of a window, and asks again next time', async () => {
    const { slice, list, onError } = listOf(250);
    list.failure = new Error('gone');
    expect(await Promise.all([slice(0), slice(sliceSize)])).toEqual([undefined, undefined]);
    expect(onError).toHaveBeenCalledTimes(1);
    list.failure = null;
    expect((await slice(0))?.lastRow).toBe(250);
  });

  it('does not hand on rows of the query before', async () => {
    const { source, slice } = listOf(250);
    const before = slice(100);
    const isNewest = source.prepare({ ...query, search: '山田' });
    expect(await before).toBeUndefined();
    expect(await isNewest).not.toBeNull();
  });

  it('does not hand on rows that were asked while another query was on its way', async () => {
    const { source, slice } = listOf(250);
    const isNewest = source.prepare({ ...query, search: '山田' });
    expect(await slice(100)).toBeUndefined();
    expect(await isNewest).not.toBeNull();
    expect((await slice(100))?.ids[0]).toBe(100);
  });

  it('leaves rows alone that the grid has already, until they are asked anew', async () => {
    const { source, slice, list } = listOf(250);
    const window = await source.prepare({ ...query, search: '山田' });
    for (const row of window?.rows.slice(0, sliceSize) ?? []) list.placed.add(row);
    expect(await slice(0)).toBeUndefined();
    expect((await slice(sliceSize))?.ids[0]).toBe(sliceSize);
    source.forget();
    expect((await slice(0))?.ids[0]).toBe(0);
  });
});
