import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleOrder } from '#main/db/testing/sample-orders.ts';
import {
  createTestStore,
  importChange,
  origin,
  shopId,
  shopInput,
  silentLog,
} from '#main/db/testing/test-store.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { FraudHoldStatus } from '#shared/domain/order-status.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { VirtualClock } from '../expiry/testing/virtual-clock.ts';
import type { Mail } from '../ports/mail-sender.ts';
import type { Change, Store } from '../ports/store.ts';
import { NoticeService } from './notice-service.ts';

const noon = Date.UTC(2026, 10, 22, 3);
const day = 86_400_000;
const ctx = { actor: '山田' };
const timeout = new AppError('mall_timeout', 'No answer', { retryable: true });

let store: Store;
let closeStore: () => void;
let clock: VirtualClock;
let told: Notice[];
let waiting: number[];
let mails: Mail[];
let mailFails: boolean;
/** Everything that was started and not closed, as after a crash of the process. */
let services: { service: NoticeService; stop: () => void }[];

/** A host starts on the same data; whatever an earlier one held in memory is gone. */
function start(): NoticeService {
  for (const { stop } of services) stop();
  const service = new NoticeService({
    store,
    clock,
    log: silentLog,
    terminalName: () => '受注PC',
    notifier: {
      expiry: () => undefined,
      notices: (notices) => told.push(...notices),
      waiting: (orders) => waiting.push(orders),
    },
    mail: {
      send: async (mail) => {
        if (mailFails) throw new Error('no network');
        mails.push(mail);
      },
    },
  });
  services.push({ service, stop: store.subscribe((events) => service.onCommit(events)) });
  service.start();
  return service;
}

beforeEach(() => {
  ({ store, close: closeStore } = createTestStore(2));
  clock = new VirtualClock(noon);
  [told, waiting, mails, services] = [[], [], [], []];
  mailFails = false;
});
afterEach(async () => {
  await Promise.all(services.map(({ service }) => service.close()));
  closeStore();
});

const kinds = () => told.map(({ kind }) => kind);
const commit = (...changes: Change[]) => store.commit(changes, origin(clock.now()));
const order = (
  number: number,
  fraudHold: FraudHoldStatus = 'none',
  facts: Partial<MallOrder> = {},
): MallOrder => ({
  ...sampleOrder(3, number),
  fraudHold,
  ...facts,
});

/** A run of the loop that brings these orders. */
function run(
  trigger: 'auto' | 'manual' | 'reconciliation',
  orders: readonly MallOrder[],
  state: 'completed' | 'failed' = 'completed',
) {
  const id = randomUUID();
  const at = clock.now();
  commit({
    kind: 'run.start',
    run: { id, batchId: id, shopId: shopId(), trigger, startedAt: at, periodFrom: at - day, periodTo: at },
  });
  const bring = (more: readonly MallOrder[]) => {
    commit(
      ...more.map(
        (one): Change => ({ ...(importChange(one) as Extract<Change, { kind: 'order.import' }>), runId: id }),
      ),
    );
  };
  bring(orders);
  commit({ kind: 'run.finish', runId: id, state, at, error: null });
  return {
    resume: (more: readonly MallOrder[]) => {
      commit({ kind: 'run.resume', runId: id, at });
      bring(more);
      commit({ kind: 'run.finish', runId: id, state: 'completed', at, error: null });
    },
  };
}

describe('new orders', () => {
  it('of an automatic run are told when it has finished, with their number', () => {
    start();
    run('auto', [order(1), order(2)]);
    run('reconciliation', [order(3)]);
    expect(told).toMatchObject([
      { kind: 'new_orders', shopName: '店舗1', count: 2, orderId: null },
      { kind: 'new_orders', count: 1, mallOrderId: order(3).mallOrderId },
    ]);
  });

  it('of a run a person started are not, nor a run that brought none', () => {
    start();
    run('manual', [order(1)]);
    run('auto', [order(1)]);
    run('auto', []);
    expect(told).toEqual([]);
  });

  it('of a run that is resumed are told as far as they came since', () => {
    start();
    const { resume } = run('auto', [order(1), order(2)], 'failed');
    resume([order(3), order(4), order(5)]);
    expect(told.map(({ count }) => count)).toEqual([2, 3]);
  });
});

describe('holds', () => {
  it('that arrive or begin in one commit are one notice per shop', () => {
    start();
    commit(importChange(order(1)), importChange(order(2, 'under_review')));
    commit(
      importChange(order(1, 'confirmed')),
      importChange(order(3, 'under_review')),
      importChange(order(4, 'under_review'), 2, 2),
      importChange(order(5)),
    );
    expect(told).toMatchObject([
      { kind: 'held', count: 1, mallOrderId: order(2).mallOrderId },
      { kind: 'held', count: 2, shopName: '店舗1', orderId: null },
      { kind: 'held', count: 1, shopName: '店舗2' },
    ]);
  });

  it('that stand, or go from one review to the next, are not told again', () => {
    start();
    commit(importChange(order(1, 'under_review')));
    commit(importChange(order(1, 'under_review', { notes: '新しい' })));
    commit(importChange(order(1, 'confirmed')));
    expect(kinds()).toEqual(['held']);
  });

  it('that are lifted are told, and told anew when they come back', () => {
    start();
    for (const hold of ['under_review', 'released', 'under_review', 'released'] as const)
      commit(importChange(order(1, hold)));
    expect(kinds()).toEqual(['held', 'hold_released', 'held', 'hold_released']);
  });

  it('leave nothing behind when their commit fails', () => {
    start();
    const unknown: Change = {
      ...(importChange(order(2)) as Extract<Change, { kind: 'order.import' }>),
      shopId: randomUUID(),
    };
    expect(() => commit(importChange(order(1, 'under_review')), unknown)).toThrow(AppError);
    commit(importChange(order(3)));
    expect(store.notices.latest(10)).toEqual([]);
    expect(told).toEqual([]);
  });
});

describe('troubles of the loop', () => {
  it('are told once each, and their ends', () => {
    const service = start();
    for (let time = 0; time < 3; time += 1) service.troubleBegan(shopId(), noon, timeout);
    for (let time = 0; time < 3; time += 1) service.troubleEnded(shopId(), noon);
    service.troubleBegan(shopId(), noon + 1, timeout);
    expect(told).toMatchObject([
      { kind: 'import_failed', errorCode: 'mall_timeout', shopName: '店舗1' },
      { kind: 'import_recovered' },
      { kind: 'import_failed' },
    ]);
  });

  it('are known after a restart until their end was told', () => {
    expect(start().openTrouble(shopId())).toBeNull();
    start().troubleBegan(shopId(), noon, timeout);
    start().troubleBegan(shopId(2), noon + 1, timeout);
    expect(start().openTrouble(shopId())).toEqual({ since: noon, errorCode: 'mall_timeout' });
    start().troubleEnded(shopId(), noon);
    expect(start().openTrouble(shopId())).toBeNull();
    expect(start().openTrouble(shopId(2))).toEqual({ since: noon + 1, errorCode: 'mall_timeout' });
  });

  it('that were never told have no end', () => {
    start().troubleEnded(shopId(), noon);
    expect(told).toEqual([]);
  });
});

const stop = {
  id: '00000000-0000-4000-8000-0000000000aa',
  name: '佐藤',
  reason: '二重取込の疑い',
  isInstructed: true,
};

it('emergency stops are told with who began and who ended them', () => {
  start();
  commit({ kind: 'stop.begin', stop });
  commit({ kind: 'stop.end', id: stop.id, name: '鈴木' });
  expect(told).toMatchObject([
    { kind: 'stopped', name: '佐藤', reason: '二重取込の疑い', shopId: null },
    { kind: 'resumed', name: '鈴木', shopId: null },
  ]);
});

describe('a crash', () => {
  it('between record and delivery costs one delivery, and doubles none', () => {
    start();
    // Nobody listens: the process died with its commit.
    for (const { stop: end } of services) end();
    commit(importChange(order(1, 'under_review')));
    expect(told).toEqual([]);
    const service = start();
    expect(service.list(10)).toMatchObject({ unread: 1, notices: [{ kind: 'held', isRead: false }] });
    commit(importChange(order(2, 'under_review')));
    expect(told).toMatchObject([{ mallOrderId: order(2).mallOrderId }]);
  });

  it('after the delivery repeats nothing', () => {
    start().troubleBegan(shopId(), noon, timeout);
    start().troubleBegan(shopId(), noon, timeout);
    expect(kinds()).toEqual(['import_failed']);
  });
});

it('the demo shop is told of behind the bell only', () => {
  const service = start();
  service.saveMailSettings(
    { mailTo: ['a@example.jp'], newOrders: true, holds: true, failures: true, stops: true },
    ctx,
  );
  commit({ kind: 'shop.create', id: shopId(3), shop: { ...shopInput(3), environment: 'demo' } });
  commit(importChange(order(1, 'under_review'), phaseIdOf.new, 3));
  expect(service.list(10).notices).toMatchObject([{ kind: 'held', shopName: '店舗3' }]);
  expect([told, waiting]).toEqual([[], [0]]);
});

it('everything up to a moment is read, and not what came since', () => {
  const service = start();
  service.troubleBegan(shopId(), 1, timeout);
  const seen = clock.now();
  clock.jumpTo(noon + 1);
  service.troubleBegan(shopId(), 2, timeout);
  service.markRead(seen, ctx);
  expect(service.list(10).notices.map(({ isRead }) => isRead)).toEqual([false, true]);
  expect(service.list(1)).toMatchObject({ unread: 1 });
});

it('notices are forgotten after 90 days, and no number is given twice', () => {
  const service = start();
  service.troubleBegan(shopId(), 1, timeout);
  service.troubleBegan(shopId(), 2, timeout);
  clock.jumpTo(noon + 90 * day + 1);
  const later = start();
  expect(later.list(10).notices).toHaveLength(1);
  told = [];
  later.troubleBegan(shopId(), 3, timeout);
  expect(kinds()).toEqual(['import_failed']);
});

describe('the badge', () => {
  it('counts what waits in 自動受注取込 and what is unread in 新規受付, and is told when it is another number', () => {
    start();
    commit(importChange(order(1, 'none', { isSeen: true }), phaseIdOf.staging));
    commit(importChange(order(2, 'none', { isSeen: false }), phaseIdOf.new));
    commit(importChange(order(3, 'none', { isSeen: true }), phaseIdOf.new));
    commit(importChange(order(4, 'none', { isSeen: false }), phaseIdOf.awaitingShipment));
    commit(importChange(order(2, 'none', { isSeen: true })));
    expect(waiting).toEqual([0, 1, 2, 1]);
  });
});

describe('mails', () => {
  const settings = {
    mailTo: ['a@example.jp', 'b@example.jp', 'a@example.jp'],
    newOrders: false,
    holds: true,
    failures: true,
    stops: true,
  };

  it('are none while nobody is named', async () => {
    start().troubleBegan(shopId(), noon, timeout);
    await clock.runTo(noon + day);
    expect(mails).toEqual([]);
  });

  it('gather what comes within half a minute, of the kinds wanted, one to each', async () => {
    const service = start();
    service.saveMailSettings(settings, ctx);
    run('auto', [order(1, 'under_review'), order(2)]);
    await clock.runTo(noon + 20_000);
    commit({ kind: 'stop.begin', stop });
    await clock.runTo(noon + 29_999);
    expect(mails).toEqual([]);
    await clock.runTo(noon + 30_000);
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['a@example.jp', '【受注番】緊急停止しました – 佐藤 · 二重取込の疑い ほか 1 件'],
      ['b@example.jp', '【受注番】緊急停止しました – 佐藤 · 二重取込の疑い ほか 1 件'],
    ]);
    expect(mails[0]?.text).toContain('■ 不正保留の受注 1 件');
    expect(mails[0]?.text).not.toContain('新しい受注');
    await clock.runTo(noon + day);
    expect(mails).toHaveLength(2);
  });

  it('that cannot leave are tried again for a day, once they left never again', async () => {
    const service = start();
    service.saveMailSettings({ ...settings, mailTo: ['a@example.jp'] }, ctx);
    mailFails = true;
    service.troubleBegan(shopId(), noon, timeout);
    await clock.runTo(noon + 3 * 3_600_000);
    expect(mails).toEqual([]);
    mailFails = false;
    // News do not wait for the next try.
    service.troubleBegan(shopId(2), noon, timeout);
    await clock.runTo(noon + 3 * 3_600_000 + 30_000);
    expect(mails.map(({ subject }) => subject)).toEqual([
      '【受注番】自動取込に失敗しています – 店舗1 · モールからの応答がありませんでした',
      '【受注番】自動取込に失敗しています – 店舗2 · モールからの応答がありませんでした',
    ]);
    await clock.runTo(noon + 2 * day);
    expect(mails).toHaveLength(2);
  });
});
