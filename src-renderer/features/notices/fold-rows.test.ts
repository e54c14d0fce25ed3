import { expect, it } from 'vitest';
import type { Notice } from '#shared/domain/notice.ts';
import { foldRows } from './fold-rows.ts';

const minute = 60_000;
const held = (id: number, facts: Partial<Notice> = {}): Notice => ({
  id,
  kind: 'held',
  at: id * minute,
  shopId: 'a',
  shopName: 'みどり食品',
  count: 1,
  orderId: id,
  mallOrderId: `test-${id}`,
  errorCode: null,
  name: '',
  reason: '',
  isRead: false,
  ...facts,
});

it('orders that came together are one line, as new as the newest', () => {
  expect(foldRows([held(12), held(11), held(2)])).toEqual([
    { ...held(12), count: 3, orderId: null, mallOrderId: '' },
  ]);
});

it.each<[string, Notice]>([
  ['came earlier', held(1)],
  ['is of another shop', held(11, { shopId: 'b' })],
  ['tells something else', held(11, { kind: 'hold_released' })],
  ['was read', held(11, { isRead: true })],
])('what %s stays a line of its own', (_name, other) => {
  expect(foldRows([held(12), other])).toEqual([held(12), other]);
});

it('failures stay apart, however close', () => {
  const failures = [2, 1].map((id) => held(id, { kind: 'import_failed', count: 0 }));
  expect(foldRows(failures)).toEqual(failures);
});
