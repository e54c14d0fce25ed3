import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { YahooShop } from './yahoo-shop.ts';

const anOrder = 'teststore-10000001';
const limits = { headersMs: 300, bodyMs: 300, totalMs: 1_500, maxBytes: 200_000 };
let shop: YahooShop;
beforeEach(async () => {
  shop = await YahooShop.start({ orders: 5, limits });
  await shop.consent();
});
afterEach(() => shop.close());

const fault = (rule: Parameters<YahooShop['simulator']['control']['addFault']>[0]) =>
  shop.simulator.control.addFault({ path: 'orderInfo', ...rule });

describe('trouble on the way', () => {
  it('names a time-out and a reset connection; both may be tried again', async () => {
    fault({ delayMs: 2_000, action: { kind: 'none' } });
    await expect(shop.fetch(anOrder)).rejects.toMatchObject({
      code: 'mall_timeout',
      retryable: true,
      details: { stage: 'headers' },
    });
    fault({ action: { kind: 'reset' } });
    await expect(shop.fetch(anOrder)).rejects.toMatchObject({ code: 'mall_unreachable', retryable: true });
    expect((await shop.fetch(anOrder)).ok).toBe(true);
  });

  it('stops at once when cancelled', async () => {
    fault({ delayMs: 2_000, action: { kind: 'none' } });
    const abort = new AbortController();
    const fetching = shop.fetch(anOrder, abort.signal);
    abort.abort();
    await expect(fetching).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('says when nobody listens', async () => {
    const gone = await YahooShop.start();
    await gone.consent();
    await gone.simulator.close();
    await expect(gone.find()).rejects.toMatchObject({ code: 'mall_unreachable', retryable: true });
    await gone.mall.close();
  });
});

describe('refusals of the mall', () => {
  it.each([
    [401, 'px-04102', 'mall_session_expired', false],
    [403, 'px-04303', 'mall_app_not_registered', false],
    [403, 'px-04306', 'mall_ip_not_registered', false],
    [403, 'px-04307', 'mall_not_permitted', false],
    [403, 'px-14303', 'mall_not_permitted', false],
    [403, 'px-14304', 'mall_seller_not_allowed', false],
    [400, 'px-04001', 'mall_seller_invalid', false],
    [404, 'px-04400', 'mall_url_unknown', false],
    [400, 'od90101', 'mall_request_rejected', false],
    [500, 'ed-00001', 'mall_server_error', true],
    [503, 'ed-00002', 'mall_maintenance', true],
    [400, 'ed-00004', 'mall_seller_invalid', false],
    [503, 'ed-00006', 'mall_busy', true],
    [418, 'px-99999', 'mall_error_unknown', false],
    [500, 'px-99999', 'mall_error_unknown', true],
  ])('%i %s concerns the connection: %s', async (status, code, expected, retryable) => {
    fault({ action: { kind: 'error', status, code, message: ' what it says ' } });
    await expect(shop.fetch(anOrder)).rejects.toMatchObject({
      code: expected,
      retryable,
      details: { mallCode: code, mallMessage: 'what it says', httpStatus: status },
    });
  });

  it.each([
    [404, 'od91801', 'mall_order_not_found'],
    [500, 'od91001', 'mall_server_error'],
    [400, 'od99999', 'mall_error_unknown'],
  ])('%i %s concerns the order: %s', async (status, code, expected) => {
    fault({ action: { kind: 'error', status, code } });
    const fetched = await shop.fetch(anOrder);
    expect(fetched).toMatchObject({ ok: false, mallOrderId: anOrder, error: { code: expected } });
    expect(!fetched.ok && fetched.raw?.length).toBeGreaterThan(0);
  });

  it.each([
    [429, 'mall_rate_limited', true],
    [502, 'mall_server_error', true],
    [503, 'mall_maintenance', true],
    [302, 'mall_answer_broken', false],
    [404, 'mall_url_unknown', false],
    [418, 'mall_error_unknown', false],
  ])('HTML with status %i: %s', async (status, expected, retryable) => {
    fault({ action: { kind: 'html', status } });
    await expect(shop.fetch(anOrder)).rejects.toMatchObject({ code: expected, retryable });
  });

  it('knows the one-second block by its words', async () => {
    shop.simulator.control.settings({ requestsPerSecond: 0.01 });
    await shop.fetch(anOrder);
    await expect(shop.fetch(anOrder)).rejects.toMatchObject({ code: 'mall_rate_limited', retryable: true });
  });

  it('keeps a broken answer to its order', async () => {
    fault({ action: { kind: 'cut', bytes: 900, honestLength: true } });
    expect(await shop.fetch(anOrder)).toMatchObject({
      ok: false,
      error: { code: 'mall_answer_broken', details: { reason: 'cut' }, retryable: true },
    });
    fault({ action: { kind: 'replace', find: anOrder, with: 'teststore-10000002' } });
    expect(await shop.fetch(anOrder)).toMatchObject({
      ok: false,
      error: { details: { reason: 'other_order' } },
    });
    expect((await shop.fetch(anOrder)).ok).toBe(true);
  });

  it('refuses an answer without end', async () => {
    fault({ action: { kind: 'raw', status: 200, body: '<a>'.padEnd(400_000, 'x') } });
    await expect(shop.fetch(anOrder)).rejects.toMatchObject({
      code: 'mall_answer_broken',
      details: { reason: 'too_big' },
    });
  });
});
