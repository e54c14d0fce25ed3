import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importChange, orderOutcome, origin, shopId, shopInput } from '#main/db/testing/test-store.ts';
import { type CsvEncoding, csvEncodings, type ExportFormat } from '#shared/contract/jobs.ts';
import { blankOrder } from '#shared/domain/blank-order.ts';
import { csvFields } from '#shared/domain/csv-fields.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { orderFields } from '#shared/domain/order-fields.ts';
import { mallStatuses, payStatuses, shipStatuses } from '#shared/domain/order-status.ts';
import { type OrderDesk, openDesk, operator } from '../../support/order-desk.ts';
import { ended, exported, offeredMapping, staged } from './csv-desk.ts';

let desk: OrderDesk;
beforeEach(() => {
  desk = openDesk();
  desk.store.commit([{ kind: 'shop.create', id: shopId(2), shop: shopInput(2) }], origin());
});
afterEach(() => desk.close());

/** What spreadsheets, quotes, line ends and encodings trip over. */
const nasty = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.string({
      unit: fc.constantFrom(...'\'",;\t\r\n =+-@0あソ表能〓①㈱髙﨑𠮷😀〜～−－¥\\'),
      maxLength: 12,
    }),
  )
  .map((text) => text.replaceAll('\0', ''));
const code = fc.string({ unit: fc.constantFrom(...'abc-019=+@'), maxLength: 8 });
const yen = fc.integer({ min: -9_999_999, max: 9_999_999 });
const day = fc.option(fc.constantFrom('2026-02-28', '1999-12-31', '2030-01-01'));
const second = fc.integer({ min: 0, max: 2_000_000_000 }).map((seconds) => seconds * 1_000);

/** A good order whose every field a file can hold is arbitrary. */
const anyOrder: fc.Arbitrary<MallOrder> = fc
  .record({
    texts: fc.array(nasty, { minLength: 60, maxLength: 60 }),
    days: fc.tuple(day, day, day, day),
    at: second,
    flags: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
    money: fc.array(yen, { minLength: 13, maxLength: 13 }),
    lines: fc.array(
      fc.record({ itemId: code, subCode: code, title: nasty, jan: nasty, unitPriceYen: yen, quantity: yen }),
      { maxLength: 4 },
    ),
    mallStatus: fc.constantFrom(...mallStatuses),
    payStatus: fc.constantFrom(...payStatuses),
    shipStatus: fc.constantFrom(...shipStatuses),
  })
  .map(({ texts, days, at, flags, money, lines, ...states }) => {
    const blank = structuredClone(blankOrder('id', at));
    let [text, flag, amount] = [0, 0, 0];
    const fill = (group: Record<string, unknown>): void => {
      for (const [name, value] of Object.entries(group)) {
        if (name === 'mallOrderId' || name === 'mallVersion') continue;
        if (value === '') group[name] = texts[text++ % texts.length];
        else if (value === false) group[name] = flags[flag++ % flags.length];
        else if (value === 0 && name.endsWith('Yen')) group[name] = money[amount++ % money.length];
        else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
          fill(value as Record<string, unknown>);
        }
      }
    };
    fill(blank as unknown as Record<string, unknown>);
    const [payDate, requestDate, shipDate, arrivalDate] = days;
    return {
      ...blank,
      mallStatus: states.mallStatus,
      payment: { ...blank.payment, payStatus: states.payStatus, payDate },
      shipping: { ...blank.shipping, shipStatus: states.shipStatus, requestDate, shipDate, arrivalDate },
      lines: lines.map((line, index) => ({
        ...line,
        lineId: index + 1,
        options: [],
        taxPercent: null,
        couponDiscountYen: 0,
        releaseDate: null,
        leadTime: '',
      })),
    };
  });

let number = 0;
function put(orders: readonly MallOrder[]): number[] {
  const changes = orders.map((order) => importChange({ ...order, mallOrderId: `r-${++number}` }));
  return desk.store.commit(changes, origin()).outcomes.map((outcome) => orderOutcome(outcome).orderId);
}

const formatOf = (encoding: CsvEncoding, change: Partial<ExportFormat> = {}): ExportFormat => ({
  encoding,
  columns: orderFields.map(({ id }) => id),
  rowsPer: 'line',
  formulaGuard: true,
  ...change,
});

describe.each(csvEncodings)('an export in %s', (encoding) => {
  it('changes nothing when it comes back', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyOrder, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        fc.constantFrom('order' as const, 'line' as const),
        fc.constantFrom('keep' as const, 'clear' as const),
        async (orders, formulaGuard, rowsPer, blankCells) => {
          const orderIds = put(orders);
          const { bytes } = await exported(
            desk,
            { kind: 'orders', orderIds },
            formatOf(encoding, { formulaGuard, rowsPer }),
          );
          const fileId = await staged(desk, bytes);
          const mapping = await offeredMapping(desk, fileId, shopId(1));
          const check = await desk.operations.csv.check(
            { fileId, mapping: { ...mapping, encoding, blankCells } },
            operator(),
          );
          expect(check.errors).toEqual([]);
          expect(check).toMatchObject({
            orders: orders.length,
            unchanged: orders.length,
            updated: 0,
            created: 0,
            cleared: 0,
          });
        },
      ),
      { numRuns: 25 },
    );
  });

  it('makes the same orders elsewhere', { timeout: 60_000 }, async () => {
    const columns = csvFields.map(({ id }) => id).filter((id) => id !== 'shop');
    await fc.assert(
      fc.asyncProperty(fc.array(anyOrder, { minLength: 1, maxLength: 4 }), async (orders) => {
        const format = formatOf(encoding, { columns });
        const orderIds = put(orders);
        const first = await exported(desk, { kind: 'orders', orderIds }, format);
        const fileId = await staged(desk, first.bytes);
        const mapping = await offeredMapping(desk, fileId, shopId(2));
        const job = await desk.operations.csv.import(
          { fileId, mapping: { ...mapping, encoding } },
          operator(),
        );
        expect(await ended(desk, job.id)).toMatchObject({
          state: 'completed',
          progress: { done: orders.length, failed: 0 },
        });
        const made = desk.store.orderStates(
          shopId(2),
          orderIds.map((id) => desk.store.order(id)?.mallOrderId ?? ''),
        );
        const again = await exported(
          desk,
          { kind: 'orders', orderIds: [...made.values()].map(({ orderId }) => orderId) },
          format,
        );
        expect(Buffer.from(again.bytes).toString('latin1')).toBe(Buffer.from(first.bytes).toString('latin1'));
        if (encoding === 'shift_jis') return;
        const fields = (ids: readonly number[]) =>
          desk.store.orderFields(ids, columns).map(({ values, lines }) => ({ values, lines }));
        expect(fields([...made.values()].map(({ orderId }) => orderId))).toEqual(fields(orderIds));
      }),
      { numRuns: 25 },
    );
  });
});
