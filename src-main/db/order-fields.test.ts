import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderFields } from '#shared/domain/order-fields.ts';
import type { Store } from '../core/ports/store.ts';
import { sampleOrder } from './testing/sample-orders.ts';
import { createTestStore, importChange, orderOutcome, origin, shopId } from './testing/test-store.ts';

let store: Store;
let close: () => void;
let ids: number[];

beforeAll(() => {
  ({ store, close } = createTestStore());
  const orders = Array.from({ length: 30 }, (_, at) => sampleOrder(3, at));
  ids = store
    .commit(
      orders.map((order) => importChange(order)),
      origin(),
    )
    .outcomes.map((outcome) => orderOutcome(outcome).orderId);
});
afterAll(() => close());

const pathOf = (source: unknown, path: string): unknown =>
  path.split('.').reduce((at, name) => (at as Record<string, unknown> | undefined)?.[name], source);

describe('orderFields', () => {
  it('reads every field of the catalogue as the whole order has it', () => {
    const all = orderFields.map(({ id }) => id);
    const own = all.filter((id) => !id.startsWith('lines.'));
    const ofLines = all.filter((id) => id.startsWith('lines.'));
    const rows = store.orderFields(ids, all);
    expect(rows.map(({ orderId }) => orderId)).toEqual(ids);
    for (const row of rows) {
      const detail = store.order(row.orderId);
      const order = detail?.order;
      const expected: Record<string, unknown> = {
        phase: detail?.phaseId,
        shop: shopId(1),
        importedAt: detail?.importedAt,
        updatedAt: detail?.updatedAt,
        hasImportError: false,
        quantity: order?.lines.reduce((sum, line) => sum + line.quantity, 0),
        memo: detail?.memo,
      };
      expect(Object.fromEntries(own.map((id, at) => [id, row.values[at]]))).toEqual(
        Object.fromEntries(own.map((id) => [id, id in expected ? expected[id] : pathOf(order, id)])),
      );
      expect(row.lines).toEqual(order?.lines.map((line) => ofLines.map((id) => pathOf({ lines: line }, id))));
    }
  });

  it('keeps the order asked for and leaves out what does not exist', () => {
    const [first = 0, second = 0] = ids;
    const rows = store.orderFields([second, 99_999, first], ['mallOrderId']);
    expect(rows.map(({ orderId }) => orderId)).toEqual([second, first]);
  });

  it('refuses a field that is none', () => {
    expect(() => store.orderFields(ids, ['buyer.password'])).toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    );
  });
});
