import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FraudGuard } from '#main/core/fraud/guard.ts';
import type { MallPermit } from '#main/core/ports/fraud-permit.ts';
import type { SendResult } from '#main/malls/port.ts';
import type { MallOperation } from '#shared/domain/mall-operation.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { YahooShop } from './yahoo-shop.ts';

const anOrder = 'teststore-10000001';
const limits = { headersMs: 300, bodyMs: 300, totalMs: 1_500, connectMs: 500 };
const guard = new FraudGuard({ setting: () => undefined, revision: () => 0 });
const seen: MallOperation = { kind: 'seen' };
let shop: YahooShop;
let order: MallOrder;

beforeEach(async () => {
  shop = await YahooShop.start({ orders: 5, limits });
  await shop.consent();
  shop.simulator.control.patchOrder({
    sellerId: 'teststore',
    orderId: anOrder,
    patch: { order: { OrderStatus: 2, FraudHoldStatus: 0, Suspect: 0, IsSeen: false } },
  });
  const fetched = await shop.fetch(anOrder);
  if (!fetched.ok) throw new Error('The order can be read');
  order = fetched.order;
});
afterEach(() => shop.close());

const fault = (rule: Parameters<YahooShop['simulator']['control']['addFault']>[0]) =>
  shop.simulator.control.addFault({ path: 'Change', ...rule });
const writes = () => shop.simulator.control.acceptedWrites().length;

function permitOf(operation: MallOperation): MallPermit {
  const standing = { orderId: 1, phaseId: phaseIdOf.new, fraudHold: 'none' as const };
  const verdict = guard.permitMallOperation(standing, operation, 'outbox');
  if (verdict.kind === 'refused') throw verdict.error;
  return verdict.permit;
}

function send(
  operation: MallOperation,
  signal = new AbortController().signal,
  permit = permitOf(operation),
): Promise<SendResult> {
  return shop.mall.send(shop.connection, permit, { order, operationUser: '山田' }, signal);
}

describe('an operation is sent', () => {
  it('signed, with the token, and is accepted', async () => {
    expect(await send(seen)).toEqual({ kind: 'accepted', warnings: [], isAppliedLater: false });
    const call = shop.simulator.control.journal({ path: 'orderChange' }).at(-1);
    expect(call?.headers).toMatchObject({ 'x-sws-signature-version': '1' });
    expect(call?.headers.authorization).toMatch(/^Bearer /);
    expect(shop.events.at(-1)).toMatchObject({ kind: 'verdict', value: 'authorized', signed: true });
  });

  it('with warnings', async () => {
    fault({ action: { kind: 'warning', code: 'od91113' } });
    expect(await send({ kind: 'status', to: 'completed' })).toEqual({
      kind: 'accepted',
      warnings: [{ code: 'od91113', message: '', detail: '' }],
      isAppliedLater: false,
    });
    shop.simulator.control.settings({ deferCancels: true });
    expect(await send({ kind: 'cancel', reason: '210', detail: '' })).toMatchObject({
      kind: 'accepted',
      isAppliedLater: true,
    });
  });

  it('only with a permit of the fraud guard', async () => {
    const forged = { ...permitOf(seen) };
    await expect(send(seen, undefined, forged)).rejects.toMatchObject({ code: 'forbidden' });
    expect(shop.calls('Change')).toBe(0);
  });
});

describe('a refusal concerns the order', () => {
  it.each([
    [
      'the mall’s transition table',
      400,
      'od91060',
      'Cannot Be Operated : OrderStatus',
      'mall_transition_refused',
    ],
    ['the fraud hold', 400, 'od90166', 'Cannot Be Operated : FraudHoldStatus', 'mall_order_held'],
    [
      'the fraud hold by another code',
      400,
      'od99999',
      'Cannot Be Operated : FraudHoldStatus',
      'mall_order_held',
    ],
    ['a parameter', 400, 'od90101', 'Request Parameter Error : IsSeen', 'mall_request_rejected'],
    ['an unknown order', 404, 'od91801', 'Not Exists : x', 'mall_order_not_found'],
  ] as const)('by %s', async (_name, status, code, message, expected) => {
    fault({ action: { kind: 'error', status, code, message } });
    expect(await send(seen)).toMatchObject({
      kind: 'refused',
      error: { code: expected, retryable: false, details: { mallCode: code, mallMessage: message } },
    });
  });

  it('really by the mall, for a held order', async () => {
    shop.simulator.control.setFraudHold({ sellerId: 'teststore', orderId: anOrder, status: 1 });
    expect(await send(seen)).toMatchObject({ kind: 'refused', error: { code: 'mall_order_held' } });
    expect(shop.simulator.control.refusedWrites()).toMatchObject([{ orderId: anOrder, code: 'od90166' }]);
  });

  it('inside an answer with HTTP 200 too', async () => {
    const body =
      '<ResultSet><Result><Status>NG</Status><Error><Code>od91152</Code><Message>no</Message></Error></Result></ResultSet>';
    fault({ action: { kind: 'raw', status: 200, body } });
    expect(await send(seen)).toMatchObject({ kind: 'refused', error: { details: { mallCode: 'od91152' } } });
  });
});

describe('nobody knows whether it arrived', () => {
  it.each([
    ['no answer in time', { delayMs: 1_000, action: { kind: 'none' } }, 'mall_timeout'],
    ['the connection is cut before', { action: { kind: 'reset' } }, 'mall_unreachable'],
    ['the connection is cut after', { action: { kind: 'reset', afterProcessing: true } }, 'mall_unreachable'],
    ['half an answer', { action: { kind: 'cut', bytes: 40 } }, 'mall_unreachable'],
    ['an empty answer', { action: { kind: 'empty' } }, 'mall_answer_broken'],
    ['a page of a gateway', { action: { kind: 'html', status: 504 } }, 'mall_server_error'],
    [
      'an unavailable service that says nothing more',
      { action: { kind: 'html', status: 503 } },
      'mall_maintenance',
    ],
    [
      'another document',
      { action: { kind: 'raw', status: 200, body: '<Other><A>1</A></Other>' } },
      'mall_answer_broken',
    ],
  ] as const)('%s', async (_name, rule, cause) => {
    fault(rule);
    expect(await send(seen)).toMatchObject({
      kind: 'unknown',
      error: { code: 'outbox_answer_lost', details: { cause } },
    });
    expect(shop.calls('Change')).toBe(1);
  });

  it('when the wait for the answer is given up', async () => {
    fault({ delayMs: 250, action: { kind: 'none' } });
    const abort = new AbortController();
    const sending = send(seen, abort.signal);
    while (shop.calls('Change') === 0) await new Promise((resolve) => setImmediate(resolve));
    abort.abort();
    expect(await sending).toMatchObject({ kind: 'unknown', error: { details: { cause: 'cancelled' } } });
  });
});

describe('the connection fails, and the mall surely did nothing', () => {
  it.each([
    ['maintenance', 503, 'ed-00002', 'mall_maintenance', true],
    ['a system error', 500, 'ed-00001', 'mall_server_error', true],
    ['busy', 503, 'ed-00006', 'mall_busy', true],
    ['the end of the session', 401, 'px-04102', 'mall_session_expired', false],
    ['a source address that is not registered', 403, 'px-04306', 'mall_ip_not_registered', false],
  ] as const)('%s', async (_name, status, code, expected, retryable) => {
    fault({ action: { kind: 'error', status, code } });
    await expect(send(seen)).rejects.toMatchObject({ code: expected, retryable });
    expect(writes()).toBe(0);
  });

  it('too many requests', async () => {
    shop.simulator.control.settings({ requestsPerSecond: 0.01 });
    await send(seen);
    await expect(send(seen)).rejects.toMatchObject({ code: 'mall_rate_limited', retryable: true });
    expect(writes()).toBe(1);
  });

  it('a token that cannot be renewed', async () => {
    shop.simulator.control.revokeConsents({ clientId: shop.connection.shop.clientId });
    await expect(send(seen)).rejects.toMatchObject({ code: 'consent_required' });
    expect(writes()).toBe(0);
  });

  it('nobody listens', async () => {
    await shop.simulator.close();
    // The first call finds the connection of the calls before cut off: it may have arrived.
    await send(seen).catch(() => undefined);
    await expect(send(seen)).rejects.toMatchObject({
      code: 'mall_unreachable',
      retryable: true,
      details: { notSent: true },
    });
  });

  it('it is given up before it leaves', async () => {
    await expect(send(seen, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect(shop.calls('Change')).toBe(0);
  });
});
