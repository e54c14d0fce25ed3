import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Change } from '../core/ports/store.ts';
import { sampleOrder } from './testing/sample-orders.ts';
import { createTestStore, importChange, origin, rawAnswer } from './testing/test-store.ts';

const runtime = vi.hoisted(() => ({ hasZstd: true }));
vi.mock('node:zlib', async (original) => {
  const zlib = await original<typeof import('node:zlib')>();
  return {
    ...zlib,
    get zstdCompressSync() {
      return runtime.hasZstd ? zlib.zstdCompressSync : undefined;
    },
  };
});
afterEach(() => {
  runtime.hasZstd = true;
});

const answer = (number: number): string => `<Order n="${number}">${'あいうえお'.repeat(3_000)}</Order>`;
const change = (number: number): Change =>
  ({ ...importChange(sampleOrder(1, number)), raw: rawAnswer(answer(number)) }) as Change;

describe('raw answers', () => {
  it('are kept by runtimes with and without zstd, and read by one that has it', () => {
    const { store, close } = createTestStore();
    store.commit([change(1), change(2)], origin());
    runtime.hasZstd = false;
    store.commit([change(3), change(4)], origin());
    runtime.hasZstd = true;
    for (let id = 1; id <= 4; id++) {
      expect(store.orderRaw(id)).toEqual([{ at: 1_000, kind: 'order', text: answer(id) }]);
    }
    close();
  });

  it('come back whole when a commit fills several packs, and grow the file far less than their size', () => {
    const { store, close } = createTestStore();
    const before = store.info().sizeBytes;
    store.commit(
      Array.from({ length: 60 }, (_, at) => change(at)),
      origin(),
    );
    for (const id of [1, 6, 7, 30, 60]) {
      expect(store.orderRaw(id)[0]?.text).toBe(answer(id - 1));
    }
    expect(store.info().sizeBytes - before).toBeLessThan((60 * 45_000) / 2);
    close();
  });
});
