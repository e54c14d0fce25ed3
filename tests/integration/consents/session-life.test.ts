import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConsentWorld, ctx, day, hour } from './consent-world.ts';

let world: ConsentWorld;
let shopId: string;
beforeEach(async () => {
  world = await ConsentWorld.start();
  shopId = (await world.addShop()).id;
});
afterEach(() => world.close());

/** What the terminal's consent is shown as. */
const consent = async () => (await world.shop(shopId)).consent;

describe('a consent with a valid key', () => {
  it('works for 27 days and 23 hours and ends at 28 days', async () => {
    await world.saveKey(shopId, 'terminal');
    await world.consent(shopId);
    expect(await consent()).toMatchObject({ state: 'signed', reason: 'authorized' });
    for (const step of [13 * day, 12 * day]) {
      world.advance(step);
      expect((await world.import(shopId)).state).toBe('completed');
    }
    world.advance(2 * day + 23 * hour);
    expect(await consent()).toMatchObject({ state: 'expiring', life: 'signed' });
    expect((await world.import(shopId)).state).toBe('completed');
    world.advance(hour);
    expect(await consent()).toMatchObject({ state: 'expired', reason: 'time' });
    world.simulator.control.resetCounters();
    await expect(async () => world.import(shopId)).rejects.toMatchObject({
      code: 'consent_required',
      details: {
        scope: 'terminal',
        shopName: '店舗1',
        mallCode: 'px-04102',
        mallMessage: 'AccessToken has been expired. This API session is shorter than another API.',
      },
    });
    expect(world.calls('/')).toBe(0);
    await world.consent(shopId);
    expect(await consent()).toMatchObject({ state: 'signed' });
    expect((await world.import(shopId)).state).toBe('completed');
  });
});

describe('a consent without a key', () => {
  it('works for just under 12 hours and ends then', async () => {
    await world.consent(shopId);
    expect(await consent()).toMatchObject({ state: 'unsigned', reason: 'no_key' });
    world.advance(12 * hour - 1_000);
    expect(await consent()).toMatchObject({ state: 'expiring', life: 'unsigned' });
    expect((await world.import(shopId)).state).toBe('completed');
    world.advance(1_000);
    expect(await consent()).toMatchObject({ state: 'expired', reason: 'time_unsigned' });
  });
});

describe('a key that is refused later', () => {
  beforeEach(async () => {
    await world.saveKey(shopId, 'terminal');
    await world.consent(shopId);
  });

  it('warns on day 10, ends without a loop, and a new key with a new consent restores', async () => {
    world.advance(10 * day);
    world.simulator.control.patchKey({ sellerId: 'teststore', version: '1', expiresAt: 0 });
    world.simulator.control.resetCounters();
    const run = await world.import(shopId);
    expect(run).toMatchObject({
      state: 'failed',
      error: {
        code: 'mall_session_expired',
        details: {
          scope: 'terminal',
          mallCode: 'px-04102',
          mallMessage: 'AccessToken has been expired. This API session is shorter than another API.',
        },
      },
    });
    expect(world.calls('orderList')).toBe(1);
    // One renewal of the ten days old token; none because of px-04102.
    expect(world.calls('/token')).toBe(1);
    expect(await consent()).toMatchObject({
      state: 'expired',
      reason: 'mall_said_expired',
      lastVerdict: { value: 'expired-key-version' },
    });
    await vi.waitFor(() =>
      expect(world.events).toContainEqual(
        expect.objectContaining({
          type: 'sessionDegraded',
          shopId,
          scope: 'terminal',
          verdict: 'expired-key-version',
        }),
      ),
    );
    world.simulator.control.issueKey({ sellerId: 'teststore', version: '2', bits: 1024 });
    await world.saveKey(shopId, 'terminal', '2');
    await world.consent(shopId);
    expect(await consent()).toMatchObject({ state: 'signed', reason: 'authorized' });
    expect((await world.import(shopId)).state).toBe('completed');
  });

  it('is told at once, while the twelve hours still run', async () => {
    world.simulator.control.patchKey({ sellerId: 'teststore', version: '1', enabled: false });
    expect((await world.import(shopId)).state).toBe('completed');
    expect(await consent()).toMatchObject({ state: 'unsigned', reason: 'verdict' });
    await vi.waitFor(() =>
      expect(world.events.filter((event) => event.type === 'sessionDegraded')).toHaveLength(1),
    );
  });
});

describe('each verdict', () => {
  const control = () => world.simulator.control;
  const key = { sellerId: 'teststore', version: '1' };
  const arranged: [verdict: string, arrange: () => unknown, state: string][] = [
    ['authorized', () => null, 'signed'],
    ['expired-key-version', () => control().patchKey({ ...key, expiresAt: 0 }), 'unsigned'],
    ['invalid-key-status', () => control().patchKey({ ...key, enabled: false }), 'unsigned'],
    ['unauthorized', () => control().patchKey({ ...key, refused: true }), 'unsigned'],
    ['expired-timestamp', () => control().settings({ behindSeconds: 0 }), 'unsigned'],
    ['invalid-timestamp', () => control().settings({ aheadSeconds: -60 }), 'unsigned'],
  ];
  it.each(arranged)('%s leads to its state, by 「公開鍵をテスト」', async (verdict, arrange, state) => {
    await world.saveKey(shopId, 'terminal');
    await world.consent(shopId);
    arrange();
    const test = await world.core.operations.auth.testKey({ shopId, scope: 'terminal' }, ctx);
    expect(test).toMatchObject({ verdict, error: null });
    expect(await consent()).toMatchObject({ state, lastVerdict: { value: verdict } });
  });

  it.each([
    'none',
    'invalid-key-version',
    'not-found-key-version',
    'invalid-sellerid',
    'invalid-authorize-value',
    'a-new-one',
  ])('%s leads to the twelve hours too', async (verdict) => {
    await world.saveKey(shopId, 'terminal');
    await world.consent(shopId);
    control().addFault({
      path: 'orderList',
      action: { kind: 'headers', headers: { 'X-SWS-Authorize-Status': verdict } },
    });
    const test = await world.core.operations.auth.testKey({ shopId, scope: 'terminal' }, ctx);
    expect(test.verdict).toBe(verdict);
    expect(await consent()).toMatchObject({ state: 'unsigned', reason: 'verdict' });
  });

  it('needs a key and a consent', async () => {
    const test = () => world.core.operations.auth.testKey({ shopId, scope: 'shared' }, ctx);
    await expect(test).rejects.toMatchObject({ code: 'key_missing' });
    await world.saveKey(shopId, 'shared');
    await expect(test).rejects.toMatchObject({ code: 'consent_required', details: { scope: 'shared' } });
  });
});
