import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MallConnection } from '#main/malls/port.ts';
import { agreeToConsent } from '#simulators/yahoo/index.ts';
import { MemorySecrets, noon, YahooShop } from './yahoo-shop.ts';

const hour = 3_600_000;
const anOrder = 'teststore-10000001';
let shop: YahooShop;
beforeEach(async () => {
  shop = await YahooShop.start({ orders: 20 });
});
afterEach(() => shop.close());

async function begun() {
  const { consent } = shop.mall;
  if (consent === null) throw new Error('no consent');
  return { consent, pending: await consent.begin(shop.connection, shop.redirectUri) };
}

describe('consent', () => {
  it('asks with everything the mall wants and proves itself with PKCE, state and nonce', async () => {
    const { pending } = await begun();
    const query = new URL(pending.authorizationUrl).searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      response_type: 'code',
      client_id: 'teststore-client',
      redirect_uri: shop.redirectUri,
      scope: 'openid profile',
      bail: '1',
      prompt: 'login consent',
      state: pending.state,
      nonce: pending.nonce,
      code_challenge_method: 'S256',
    });
    expect(query.get('code_challenge')).not.toBe(pending.codeVerifier);
  });

  it('accepts the address with line breaks, blanks and trailing words', async () => {
    const { consent, pending } = await begun();
    const address = await agreeToConsent(pending.authorizationUrl);
    const broken = `こちらです: ${address.slice(0, 60)}\r\n  ${address.slice(60)} です。よろしく`;
    await consent.redeem(shop.connection, pending, broken);
    expect(await shop.find()).toHaveLength(20);
  });

  it('names each failure and keeps nothing', async () => {
    const { consent, pending } = await begun();
    const address = await agreeToConsent(pending.authorizationUrl);
    const code = new URL(address).searchParams.get('code') ?? '';
    const redeem = (text: string, attempt = pending) => consent.redeem(shop.connection, attempt, text);
    const before = new Map(shop.secrets.values);
    const refused = async (promise: Promise<void>, error: object) => {
      await expect(promise).rejects.toMatchObject(error);
      expect(shop.secrets.values).toEqual(before);
    };
    await refused(redeem(''), { code: 'consent_code_missing', details: { reason: 'empty' } });
    await refused(redeem(code), {
      code: 'consent_code_missing',
      details: { reason: 'code_without_address' },
    });
    await refused(redeem(`https://x.example/?code=${code}`), {
      code: 'consent_state_mismatch',
      details: { reason: 'state_missing' },
    });
    await refused(redeem(address.replace(pending.state, 'other')), {
      code: 'consent_state_mismatch',
      details: { reason: 'state_differs' },
    });
    const denied = await begun();
    await refused(redeem(await agreeToConsent(denied.pending.authorizationUrl, 'deny'), denied.pending), {
      code: 'consent_denied',
    });
    await refused(redeem(address, { ...pending, redirectUri: 'https://other.example/' }), {
      code: expect.stringMatching(/consent_(redirect_mismatch|code_used)/),
    });
  });

  it('tells a code used twice from a wrong client', async () => {
    const { consent, pending } = await begun();
    const address = await agreeToConsent(pending.authorizationUrl);
    await consent.redeem(shop.connection, pending, address);
    await expect(consent.redeem(shop.connection, pending, address)).rejects.toMatchObject({
      code: 'consent_code_used',
    });
    shop.secrets.values.set('client-secret', 'wrong');
    const again = await begun();
    const other = await agreeToConsent(again.pending.authorizationUrl);
    await expect(consent.redeem(shop.connection, again.pending, other)).rejects.toMatchObject({
      code: 'auth_client_invalid',
    });
  });

  it('keeps a consent on trial apart from the working one', async () => {
    await shop.consent();
    const working = new Map(shop.secrets.values);
    const trial = new MemorySecrets();
    for (const [name, value] of shop.secrets.values)
      if (!name.includes('token')) trial.values.set(name, value);
    const connection: MallConnection = { ...shop.connection, secrets: trial };
    await shop.consent(connection);
    expect(shop.secrets.values).toEqual(working);
    expect(trial.values.get('access-token')).not.toBe(working.get('access-token'));
    shop.simulator.control.resetCounters();
    await shop.find();
    const [call] = shop.simulator.control.journal({ path: 'orderList' });
    expect(call?.headers.authorization).toBe(`Bearer ${JSON.parse(working.get('access-token') ?? '').token}`);
  });
});

describe('tokens and the session', () => {
  beforeEach(async () => {
    await shop.consent();
    shop.simulator.control.resetCounters();
  });

  it('renews once for twenty calls at the same time, before the token ends', async () => {
    shop.simulator.control.time({ advance: hour - 30_000 });
    const ids = Array.from({ length: 20 }, (_, index) => `teststore-${10_000_001 + index}`);
    const fetched = await Promise.all(ids.map((id) => shop.fetch(id)));
    expect(fetched.every((order) => order.ok)).toBe(true);
    expect(shop.calls('/token')).toBe(1);
  });

  it('renews once for twenty calls whose token the mall calls expired, and repeats each once', async () => {
    const kept = JSON.parse(shop.secrets.values.get('access-token') ?? '');
    shop.simulator.control.time({ advance: hour + 1 });
    shop.secrets.values.set('access-token', JSON.stringify({ ...kept, expiresAt: noon + 24 * hour }));
    const ids = Array.from({ length: 20 }, (_, index) => `teststore-${10_000_001 + index}`);
    const fetched = await Promise.all(ids.map((id) => shop.fetch(id)));
    expect(fetched.every((order) => order.ok)).toBe(true);
    expect(shop.calls('/token')).toBe(1);
    expect(shop.calls('orderInfo')).toBeLessThanOrEqual(40);
  });

  it('keeps the old refresh token when the renewal brings none, and takes a new one', async () => {
    const refreshToken = shop.secrets.values.get('refresh-token');
    shop.simulator.control.time({ advance: hour });
    await shop.find();
    expect(shop.secrets.values.get('refresh-token')).toBe(refreshToken);
    shop.simulator.control.time({ advance: hour });
    const value = { access_token: 'a', token_type: 'Bearer', expires_in: 3600, refresh_token: 'rotated' };
    shop.simulator.control.addFault({ path: '/token', action: { kind: 'json', status: 200, value } });
    await shop.find().catch(() => undefined);
    expect(shop.secrets.values.get('refresh-token')).toBe('rotated');
  });

  it('never renews or repeats on px-04102, and reports the end once', async () => {
    shop.secrets.values.delete('public-key');
    shop.secrets.values.delete('public-key-version');
    shop.simulator.control.time({ advance: 12 * hour + 1 });
    await expect(shop.fetch(anOrder)).rejects.toMatchObject({
      code: 'mall_session_expired',
      retryable: false,
      details: { mallCode: 'px-04102', httpStatus: 401 },
    });
    expect(shop.calls('orderInfo')).toBe(1);
    // One renewal, because the token was older than an hour; none because of px-04102.
    expect(shop.calls('/token')).toBe(1);
    expect(shop.events.filter((event) => event.kind === 'ended')).toHaveLength(1);
  });

  it('reports an ended consent when the renewal is refused', async () => {
    shop.simulator.control.revokeConsents({ clientId: 'teststore-client' });
    shop.simulator.control.time({ advance: hour });
    await expect(shop.find()).rejects.toMatchObject({ code: 'consent_required' });
    expect(shop.events).toMatchObject([{ kind: 'ended', error: { code: 'consent_required' } }]);
    expect(shop.calls('orderList')).toBe(0);
  });

  it('names the consent under which a call began, and keeps no token of it when another was given meanwhile', async () => {
    shop.consentMark = 1;
    shop.simulator.control.time({ advance: hour });
    const newer = JSON.stringify({ token: 'of the new consent', expiresAt: Number.MAX_SAFE_INTEGER });
    shop.beforeRenewal = () => {
      shop.consentMark = 2;
      shop.secrets.values.set('access-token', newer);
    };
    await shop.find();
    expect(shop.secrets.values.get('access-token')).toBe(newer);
    expect(shop.events).toMatchObject([{ kind: 'verdict', under: 1 }]);
  });

  it('asks for a consent when there is none, without a call', async () => {
    shop.secrets.values.delete('access-token');
    shop.secrets.values.delete('refresh-token');
    await expect(shop.find()).rejects.toMatchObject({
      code: 'consent_required',
      details: { reason: 'none' },
    });
    expect(shop.calls('/')).toBe(0);
  });
});
