import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY } from '../japan-time.ts';
import { generateOrder } from './generate.ts';
import { type OrderBatch, orderHead } from './head.ts';
import { PAY_METHODS, SHIP_METHODS } from './methods.ts';
import { totalPriceOf } from './model.ts';

const COUNT = 6000;
const SPAN = { count: COUNT, from: Date.UTC(2026, 4, 1), to: Date.UTC(2026, 4, 31) };
const orders = Array.from({ length: COUNT }, (_, index) => generateOrder(1, index, SPAN));
const seen = (read: (order: (typeof orders)[number]) => unknown): Set<unknown> => new Set(orders.map(read));

describe('generated orders', () => {
  test('are the same for the same seed, and others for another', () => {
    expect(generateOrder(1, 77, SPAN)).toEqual(orders[77]);
    expect(generateOrder(2, 77, SPAN)).not.toEqual(orders[77]);
  });

  test('have money that adds up and is never negative', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(100_000), (seed, index) => {
        const order = generateOrder(seed, index);
        const { detail } = order;
        expect(detail.TotalPrice).toBe(totalPriceOf(order));
        expect(detail.TotalPrice).toBeGreaterThanOrEqual(0);
        for (const key of ['Discount', 'UsePoint', 'GiftCardDiscount', 'TotalMallCouponDiscount'] as const) {
          expect(detail[key]).toBeGreaterThanOrEqual(0);
        }
        for (const line of order.lines) {
          const { UnitPrice, NonTaxUnitPrice, ItemTaxRatio } = line.fields;
          expect(Number.isInteger(UnitPrice)).toBe(true);
          const tax = Math.floor((UnitPrice * Number(ItemTaxRatio)) / (100 + Number(ItemTaxRatio)));
          expect(UnitPrice - Number(NonTaxUnitPrice)).toBe(tax);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('cover every pay method, ship method, status, hold and tax rate', () => {
    expect(seen((o) => o.pay.PayMethod)).toEqual(new Set(PAY_METHODS.items.map((method) => method.code)));
    expect(seen((o) => o.ship.ShipMethod)).toEqual(new Set(SHIP_METHODS.items.map((method) => method.code)));
    expect(seen((o) => o.order.OrderStatus)).toEqual(new Set([1, 2, 3, 4, 5]));
    expect(seen((o) => o.pay.PayStatus)).toEqual(new Set([0, 1]));
    expect(seen((o) => o.ship.ShipStatus)).toEqual(new Set([0, 1, 2, 3, 4]));
    expect(seen((o) => o.order.FraudHoldStatus)).toEqual(new Set([0, 1, 2, 3]));
    expect(seen((o) => o.order.Suspect)).toEqual(new Set([0, 1, 2]));
    expect(seen((o) => o.order.DeviceType)).toEqual(new Set([1, 2, 3, 4]));
    expect(seen((o) => o.lines.length)).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    expect(new Set(orders.flatMap((o) => o.lines.map((line) => line.fields.ItemTaxRatio)))).toEqual(
      new Set([8, 10]),
    );
    expect(seen((o) => o.pay.BillPrefecture).size).toBe(47);
    expect(seen((o) => o.order.IsRoyalty)).toEqual(new Set([true, false]));
  });

  test('agree in themselves', () => {
    for (const { order, pay, ship } of orders) {
      const method = PAY_METHODS.items.find((entry) => entry.code === pay.PayMethod);
      expect([pay.PayKind, pay.PayType]).toEqual([method?.kind, method?.type]);
      expect(order.CancelReason !== undefined).toBe(order.OrderStatus === 4);
      expect(order.PublicationTime !== '').toBe(order.FraudHoldStatus === 2);
      expect(ship.ShipDate !== undefined).toBe(ship.ShipStatus >= 3);
      const numbers = (ship.ShipInvoiceNumber1 ?? '') !== '';
      expect(numbers && (ship.ShipInvoiceNumberEmptyReason ?? '') !== '').toBe(false);
      expect(pay.BillZipCode).toMatch(/^\d{7}$/);
      expect(ship.ShipPhoneNumber).toMatch(/^0\d{1,2}-\d{3,4}-\d{4}$/);
      expect(pay.BillMailAddress).toMatch(/^[\w.]+@[\w.]+$/);
    }
  });

  test('name parent and children of a split order to each other', () => {
    const parents = orders.filter((o) => o.order.IsSplit === true);
    expect(parents.length).toBeGreaterThan(5);
    for (const parent of parents) {
      const children = String(parent.order.ChildOrderId).split(',');
      expect(children).toHaveLength(2);
      for (const id of children) {
        const child = orders.find((o) => o.order.OrderId === id);
        expect(child?.order.ParentOrderId).toBe(parent.order.OrderId);
        expect(child?.pay.BillMailAddress).toBe(parent.pay.BillMailAddress);
        expect(child?.order.OrderTime).toBe(parent.order.OrderTime);
      }
    }
  });

  test('come in the order of their times, inside the span', () => {
    const batch: OrderBatch = { ...SPAN, sellerId: 'x', seed: 3, firstNumber: 1 };
    const times = Array.from({ length: COUNT }, (_, index) => orderHead(batch, index).time);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(SPAN.from);
    expect(times.at(-1)).toBeLessThanOrEqual(SPAN.to);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(29 * DAY);
  });
});
