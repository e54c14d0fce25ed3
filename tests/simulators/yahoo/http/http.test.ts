import { afterEach, describe, expect, test } from 'vitest';
import { defaultSettings } from '../settings.ts';
import { TestShop } from '../testing/test-shop.ts';
import { RateLimiter } from './rate-limit.ts';

const ID = 'teststore-10000001';

describe('the limit per second and URL', () => {
  const limiterAt = () => {
    let now = 0;
    const limiter = new RateLimiter({ ...defaultSettings(), burstLimit: 3, blockMs: 5000 }, () => now);
    return (at: number, key = 'a'): boolean => {
      now = at;
      return limiter.allows(key);
    };
  };

  test('lets one call a second pass, per caller and URL', () => {
    const allows = limiterAt();
    expect([allows(0), allows(500), allows(1000), allows(1000, 'b')]).toEqual([true, false, true, true]);
  });

  test('blocks for a while after a burst', () => {
    const allows = limiterAt();
    expect([0, 1, 2, 3].map((at) => allows(at))).toEqual([true, false, false, false]);
    expect([allows(2000), allows(5002), allows(5003)]).toEqual([false, false, true]);
  });

  test('forgets single early calls', () => {
    const allows = limiterAt();
    expect([0, 500, 11_000, 11_500, 22_000, 22_500].map((at) => allows(at))).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
    ]);
    expect(allows(23_100)).toBe(true);
  });
});

describe('a running simulator', () => {
  let shop: TestShop;
  afterEach(() => shop.close());
  const start = async (): Promise<void> => {
    shop = await TestShop.start({ orders: 3 });
    await shop.connect();
  };
  const fault = (rule: Parameters<typeof shop.simulator.control.addFault>[0]) =>
    shop.simulator.control.addFault(rule);

  test('answers too many requests as set', async () => {
    await start();
    shop.simulator.control.settings({ requestsPerSecond: 1 });
    expect((await shop.info(ID)).status).toBe(200);
    expect((await shop.info(ID)).status).toBe(503);
    shop.simulator.control.settings({
      requestsPerSecond: 1,
      rateLimitAnswer: { status: 429, code: 'x-1', message: 'slow', retryAfterSeconds: 7 },
    });
    await shop.info(ID);
    const reply = await shop.info(ID);
    expect([reply.status, reply.element('Code'), reply.headers.get('retry-after')]).toEqual([
      429,
      'x-1',
      '7',
    ]);
  });

  test('counts a token that has ended for its application, not for the address it came from', async () => {
    await start();
    shop.simulator.control.settings({ requestsPerSecond: 1 });
    shop.simulator.control.time({ advance: 7_200_000 });
    expect((await shop.info(ID)).status).toBe(401);
    shop.accessToken = 'unknown';
    expect((await shop.info(ID)).status).toBe(401);
  });

  test('forbids more requests than a day allows, until the next day', async () => {
    await start();
    shop.simulator.control.settings({ requestsPerDay: 2 });
    const statuses = [await shop.info(ID), await shop.info(ID), await shop.info(ID)].map(
      (reply) => reply.status,
    );
    expect(statuses).toEqual([200, 200, 403]);
    shop.simulator.control.time({ advance: 86_400_000 });
    await shop.refresh();
    expect((await shop.info(ID)).status).toBe(200);
  });

  test('plays faults in their order, for the matching requests only, and then stops', async () => {
    await start();
    fault({
      path: 'orderInfo',
      orderId: ID,
      skip: 1,
      count: 2,
      action: { kind: 'error', status: 503, code: 'ed-00002' },
    });
    expect((await shop.info('teststore-10000002')).status).toBe(200);
    const statuses = [await shop.info(ID), await shop.info(ID), await shop.info(ID), await shop.info(ID)];
    expect(statuses.map((reply) => reply.status)).toEqual([200, 503, 503, 200]);
    expect(shop.simulator.control.faults()).toEqual([]);
    expect(shop.simulator.control.journal({ path: 'orderInfo' }).map((entry) => entry.faults)).toEqual([
      [],
      [],
      ['error'],
      ['error'],
      [],
    ]);
  });

  test('gives each kind of body', async () => {
    await start();
    fault({ action: { kind: 'html', status: 502, text: '<b>' } });
    fault({ action: { kind: 'empty' } });
    fault({ action: { kind: 'raw', status: 200, body: '<a>' } });
    fault({ action: { kind: 'error', status: 500, code: null, message: 'm' } });
    fault({ action: { kind: 'duplicate', element: 'OrderId' } });
    fault({ action: { kind: 'remove', element: 'OrderId' } });
    fault({ action: { kind: 'cut', bytes: 30, honestLength: true } });
    const texts: string[] = [];
    for (let index = 0; index < 7; index += 1) texts.push((await shop.info(ID)).text);
    expect(texts[0]).toContain('<html>');
    expect(texts[1]).toBe('');
    expect(texts[2]).toBe('<a>');
    expect(texts[3]).toContain('<Message>m</Message>');
    expect(texts[3]).not.toContain('Code');
    expect(texts[4]?.match(/<OrderId>/g)).toHaveLength(2);
    expect(texts[5]).not.toContain('<OrderId>');
    expect(texts[6]).toHaveLength(30);
  });

  test('cuts answers and connections', async () => {
    await start();
    fault({ action: { kind: 'cut', bytes: 20 } });
    await expect(shop.info(ID)).rejects.toThrow();
    fault({ action: { kind: 'reset' } });
    await expect(shop.info(ID)).rejects.toThrow();
    expect((await shop.info(ID)).status).toBe(200);
  });

  test('can lose the answer of a write that was done', async () => {
    await start();
    const before = shop.simulator.control.getOrder({ sellerId: 'teststore', orderId: ID }).order.Version;
    const change = `<Req><Target><OrderId>${ID}</OrderId></Target><Order><SellerComments>x</SellerComments></Order><SellerId>teststore</SellerId></Req>`;
    const { control } = shop.simulator;
    control.setFraudHold({ sellerId: 'teststore', orderId: ID, status: 0 });
    fault({ path: 'orderChange', action: { kind: 'reset', afterProcessing: true } });
    await expect(shop.call('orderChange', change)).rejects.toThrow();
    expect(control.getOrder({ sellerId: 'teststore', orderId: ID }).order.Version).toBe(before + 2);
    fault({ path: 'orderChange', action: { kind: 'reset' } });
    await expect(shop.call('orderChange', change)).rejects.toThrow();
    expect(control.getOrder({ sellerId: 'teststore', orderId: ID }).order.Version).toBe(before + 2);
  });

  test('sends another encoding than it declares', async () => {
    await start();
    fault({ action: { kind: 'encoding', encoding: 'Shift_JIS' } });
    const broken = await shop.info(ID, 'BillLastName');
    const good = await shop.info(ID, 'BillLastName');
    expect(good.text).not.toContain('\ufffd');
    expect(broken.text).toContain('\ufffd');
  });
});
