import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestShop } from '../testing/test-shop.ts';

const ID = 'teststore-10000001';

let shop: TestShop;
beforeEach(async () => {
  shop = await TestShop.start({ orders: 1 });
  await shop.connect();
});
afterEach(() => shop.close());

const change = (application: Record<string, unknown>) =>
  shop.simulator.control.putApplication({ clientId: shop.account.clientId, ...application });

describe('refusals before an order is read', () => {
  test('no bearer token', async () => {
    const reply = await shop.call('orderInfo', '<Req/>', { Authorization: '' });
    expect(reply.status).toBe(401);
    expect(reply.headers.get('x-yahooj-autherror')).toBe('Required authentication information is not found.');
    expect(reply.element('Code')).toBeUndefined();
  });

  test('a token the mall never gave out', async () => {
    shop.accessToken = 'abc';
    const reply = await shop.info(ID);
    expect([reply.status, reply.headers.get('x-yahooj-autherror')]).toEqual([
      401,
      'Requested Token is invalid format.',
    ]);
  });

  test.each([
    ['px-04303', { orderApi: false }],
    ['px-04306', { sourceIps: ['192.0.2.1'] }],
    ['px-04307', { forbidden: true }],
  ])('%s from the application', async (code, application) => {
    change(application);
    const reply = await shop.info(ID);
    expect([reply.status, reply.element('Code')]).toEqual([403, code]);
  });

  test('a registered source address passes', async () => {
    change({ sourceIps: ['127.0.0.1'] });
    expect((await shop.info(ID)).status).toBe(200);
  });

  test('insufficient scope has no code', async () => {
    change({ storeScope: false });
    const reply = await shop.info(ID);
    expect(reply.headers.get('www-authenticate')).toContain('error="insufficient_scope"');
    expect(reply.element('Code')).toBeUndefined();
  });

  test('px-14303 and px-14304 from the user', async () => {
    const { control } = shop.simulator;
    control.putUser({ userId: shop.account.userId, sellerIds: [] });
    expect((await shop.info(ID)).element('Code')).toBe('px-14304');
    control.putUser({ userId: shop.account.userId, orderPermission: false });
    expect((await shop.info(ID)).element('Code')).toBe('px-14303');
  });

  test('a key without its version: px-14303, or the verdict alone when so set', async () => {
    const body = `<Req><Target><OrderId>${ID}</OrderId><Field>OrderId</Field></Target><SellerId>teststore</SellerId></Req>`;
    const headers = { 'X-sws-signature': shop.signature()['X-sws-signature'] };
    const refused = await shop.call('orderInfo', body, headers);
    expect([refused.status, refused.element('Code')]).toEqual([403, 'px-14303']);
    expect(refused.headers.get('x-sws-authorize-status')).toBe('invalid-key-version');
    shop.simulator.control.settings({ signatureWithoutVersion: 'verdict-only' });
    expect((await shop.call('orderInfo', body, headers)).status).toBe(200);
  });

  test.each([
    ['ed-00003', '<Req></Req>', 400],
    ['ed-00004', '<Req><SellerId>nobody</SellerId></Req>', 400],
    ['ed-00005', '<Req><SellerId>No Body</SellerId></Req>', 400],
    ['ed-00001', '<Req><SellerId>teststore</Req>', 500],
    ['ed-00001', '<Other><SellerId>teststore</SellerId></Other>', 500],
    ['od90101', '<Req><SellerId>teststore</SellerId></Req>', 400],
  ])('%s for %s', async (code, body, status) => {
    const reply = await shop.call('orderInfo', body);
    expect([reply.status, reply.element('Code')]).toEqual([status, code]);
  });

  test('an unknown URL', async () => {
    const reply = await shop.call('orderNothing', '<Req/>');
    expect([reply.status, reply.element('Code')]).toEqual([404, 'px-04400']);
  });

  test('an unknown field or order, and a Field that is too long', async () => {
    expect((await shop.info(ID, 'OrderId,IsGift')).element('Message')).toBe(
      'Request Parameter Error : IsGift',
    );
    expect((await shop.info('teststore-5')).element('Message')).toBe('Not Exists : teststore-5');
    expect((await shop.info(ID, Array(1300).fill('OrderId').join(','))).element('Code')).toBe('od90101');
  });
});
