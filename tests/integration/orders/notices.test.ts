import { afterEach, beforeEach, expect, it } from 'vitest';
import { sampleOrder } from '#main/db/testing/sample-orders.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { FraudHoldStatus } from '#shared/domain/order-status.ts';
import { type OrderDesk, openDesk, operator } from '../../support/order-desk.ts';

const ctx = operator();
let desk: OrderDesk;
let told: Notice[];
let waiting: number[];

beforeEach(() => {
  told = [];
  waiting = [];
  desk = openDesk({
    notifier: {
      expiry: () => undefined,
      notices: (notices) => told.push(...notices),
      waiting: (orders) => waiting.push(orders),
    },
  });
});
afterEach(() => desk.close());

const order = (number: number, fraudHold: FraudHoldStatus = 'none'): MallOrder => ({
  ...sampleOrder(9, number),
  mallStatus: 'processing',
  isSeen: false,
  fraudHold,
});
const list = () => desk.operations.notices.list({ limit: 50 }, ctx);

it('a manual import tells of held orders, of their release, and of nothing twice', async () => {
  await desk.import(order(1), order(2, 'under_review'));
  await desk.import(order(2, 'under_review'));
  await desk.import(order(2, 'released'));
  const kinds = ['hold_released', 'held'];
  expect((await list()).notices.map(({ kind }) => kind)).toEqual(kinds);
  expect(told.map(({ kind }) => kind)).toEqual(kinds.toReversed());
  expect(told).toMatchObject([
    { orderId: desk.idOf(order(2)), mallOrderId: order(2).mallOrderId, count: 1, isRead: false },
    { orderId: desk.idOf(order(2)) },
  ]);
  expect(waiting.at(-1)).toBe(2);
});

it('an emergency stop is told to everybody', async () => {
  const { emergencyStop } = desk.operations;
  await emergencyStop.stop(
    { name: '山田', reason: '二重取込の疑い', isInstructed: true, confirmation: '' },
    ctx,
  );
  expect(told).toMatchObject([{ kind: 'stopped', name: '山田', reason: '二重取込の疑い', shopId: null }]);
});

it('what was looked at stays in the list as read', async () => {
  await desk.import(order(1, 'under_review'));
  const before = await list();
  expect(before).toMatchObject({ unread: 1 });
  await desk.operations.notices.markRead({ upTo: before.notices[0]?.at ?? 0 }, ctx);
  expect(await list()).toMatchObject({ unread: 0, notices: [{ kind: 'held', isRead: true }] });
});

it('who gets mails is kept for every terminal, each address once', async () => {
  const { notices } = desk.operations;
  expect(await notices.mailSettings({}, ctx)).toMatchObject({ mailTo: [] });
  const settings = { newOrders: true, holds: false, failures: true, stops: true };
  await notices.saveMailSettings({ ...settings, mailTo: ['a@example.jp', 'a@example.jp'] }, ctx);
  expect(await notices.mailSettings({}, ctx)).toEqual({ ...settings, mailTo: ['a@example.jp'] });
});
