import { createHash, createPublicKey, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../japan-time.ts';
import { TestShop } from '../testing/test-shop.ts';
import { agreeToConsent } from './agree.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await TestShop.start({ orders: 1 });
});
afterEach(() => shop.close());

const VERIFIER = 'v'.repeat(64);
const PKCE = {
  code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
  code_challenge_method: 'S256',
};
const codeOf = async (change: Record<string, string> = {}): Promise<string> =>
  (await shop.decide(change)).location?.searchParams.get('code') ?? '';
const redeem = (code: string, more: Record<string, string> = {}) =>
  shop.token({ grant_type: 'authorization_code', code, redirect_uri: shop.account.redirectUri, ...more });
const advance = (ms: number) => shop.simulator.control.time({ advance: ms });

describe('the consent page', () => {
  test('sends code and state back', async () => {
    const { status, location } = await shop.decide({ state: 'a b&c' });
    expect(status).toBe(302);
    expect(location?.searchParams.get('state')).toBe('a b&c');
    expect(location?.searchParams.get('code')).toBeTruthy();
  });

  test('sends access_denied back when the person does not agree', async () => {
    const { location } = await shop.decide({ decision: 'deny' });
    expect(location?.searchParams.get('error')).toBe('access_denied');
    expect(location?.searchParams.get('state')).toBe('state-1');
    expect(location?.searchParams.has('code')).toBe(false);
  });

  test.each([
    'juchuban://oauth/callback',
    'http://127.0.0.1:53999/oauth/callback',
    'http://localhost:1/callback',
  ])('accepts the registered address %s', async (redirect_uri) => {
    expect((await shop.decide({ redirect_uri })).location?.href.startsWith(redirect_uri)).toBe(true);
  });

  test.each(['https://evil.example/', 'http://127.0.0.1:5/other', 'http://127.0.0.2/callback'])(
    'shows an error instead of going to %s',
    async (redirect_uri) => {
      const { status, location } = await shop.decide({ redirect_uri });
      expect(status).toBe(400);
      expect(location).toBeNull();
    },
  );

  test('asks again for an unknown user, and refuses an unknown application', async () => {
    expect((await shop.decide({ user: 'nobody' })).status).toBe(400);
    expect((await shop.decide({ client_id: 'nobody' })).status).toBe(400);
  });

  test('refuses plain PKCE and a silent prompt', async () => {
    const plain = await shop.decide({ code_challenge: PKCE.code_challenge, code_challenge_method: 'plain' });
    expect(plain.location?.searchParams.get('error')).toBe('invalid_request');
    expect((await shop.decide({ prompt: 'none' })).location?.searchParams.get('error')).toBe(
      'login_required',
    );
    expect((await shop.decide({ prompt: 'consent', bail: '1' })).location?.searchParams.has('code')).toBe(
      true,
    );
  });

  test('can be walked through as a browser does, and shows the address to copy', async () => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: shop.account.clientId,
      redirect_uri: shop.account.redirectUri,
      scope: 'openid',
      state: '<"&>',
    });
    const address = `${shop.simulator.endpoints['yahoo.auth']}/authorization?${query}`;
    expect(await (await fetch(address)).text()).toContain('同意する');
    const redirected = await agreeToConsent(address);
    expect(new URL(redirected).searchParams.get('state')).toBe('<"&>');
    const display = await (await fetch(redirected)).text();
    expect(display).toContain(redirected.replaceAll('&', '&amp;'));
  });
});

describe('the token endpoint', () => {
  test('gives both tokens and a signed ID token for a code', async () => {
    const { status, body } = await redeem(await codeOf());
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    const [head = '', payload = '', signature = ''] = String(body.id_token).split('.');
    const keys = (await (await fetch(`${shop.simulator.endpoints['yahoo.auth']}/jwks`)).json()) as {
      keys: [Record<string, string>];
    };
    const key = createPublicKey({ key: keys.keys[0], format: 'jwk' });
    expect(
      verify('sha256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url')),
    ).toBe(true);
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      iss: shop.simulator.endpoints['yahoo.auth'],
      aud: [shop.account.clientId],
      nonce: 'nonce-1',
    });
  });

  test('takes a code only once', async () => {
    const code = await codeOf();
    expect((await redeem(code)).status).toBe(200);
    expect((await redeem(code)).body).toMatchObject({
      error: 'invalid_grant',
      error_description: 'code is already used',
    });
  });

  test('takes a code only for ten minutes', async () => {
    const [early, late] = [await codeOf(), await codeOf()];
    advance(10 * MINUTE - 1);
    expect((await redeem(early)).status).toBe(200);
    advance(1);
    expect((await redeem(late)).body).toMatchObject({
      error: 'invalid_grant',
      error_description: 'expired code',
    });
  });

  test('wants the verifier that belongs to the challenge', async () => {
    expect((await redeem(await codeOf(PKCE))).body.error).toBe('invalid_request');
    expect((await redeem(await codeOf(PKCE), { code_verifier: 'w'.repeat(64) })).body.error).toBe(
      'invalid_grant',
    );
    expect((await redeem(await codeOf(PKCE), { code_verifier: VERIFIER })).status).toBe(200);
  });

  test('wants the same redirect address and the right application', async () => {
    expect((await redeem(await codeOf(), { redirect_uri: 'juchuban://x' })).body.error).toBe('invalid_grant');
    shop.simulator.control.putApplication({ clientId: shop.account.clientId, clientSecret: 'changed' });
    const { status, body } = await redeem(await codeOf());
    expect([status, body.error]).toEqual([401, 'invalid_client']);
  });

  test('lets an application without a secret send only its id', async () => {
    shop.simulator.control.putApplication({ clientId: 'native', redirectUris: ['juchuban://native'] });
    const code = await codeOf({ client_id: 'native', redirect_uri: 'juchuban://native' });
    const response = await fetch(`${shop.simulator.endpoints['yahoo.auth']}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: 'native',
        code,
        redirect_uri: 'juchuban://native',
      }),
    });
    expect(response.status).toBe(200);
  });

  test('refreshes without a new refresh token, until 28 days after the consent', async () => {
    await shop.connect();
    const refresh = () => shop.token({ grant_type: 'refresh_token', refresh_token: shop.refreshToken });
    advance(28 * DAY - 1);
    const { status, body } = await refresh();
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('refresh_token');
    advance(1);
    expect((await refresh()).body.error).toBe('invalid_grant');
  });

  test('a withdrawn consent refuses the refresh', async () => {
    await shop.connect();
    shop.simulator.control.revokeConsents({ clientId: shop.account.clientId });
    const { body } = await shop.token({ grant_type: 'refresh_token', refresh_token: shop.refreshToken });
    expect(body.error).toBe('invalid_grant');
  });

  test('a new consent keeps the refresh token and renews its life', async () => {
    await shop.connect();
    const first = shop.refreshToken;
    advance(27 * DAY);
    await shop.connect();
    expect(shop.refreshToken).toBe(first);
    advance(27 * DAY);
    expect((await shop.token({ grant_type: 'refresh_token', refresh_token: first })).status).toBe(200);
  });
});

describe('the order session', () => {
  const info = async (signed: boolean): Promise<[number, string | undefined, string | null]> => {
    const body = `<Req><Target><OrderId>teststore-10000001</OrderId><Field>OrderId</Field></Target><SellerId>teststore</SellerId></Req>`;
    const reply = await shop.call('orderInfo', body, signed ? shop.signature() : {});
    return [reply.status, reply.element('Code'), reply.headers.get('x-sws-authorize-status')];
  };

  test('ends 12 hours after the consent without public key, whatever is refreshed', async () => {
    await shop.connect();
    advance(12 * HOUR - 1);
    await shop.refresh();
    expect(await info(false)).toEqual([200, undefined, 'none']);
    advance(1);
    expect(await info(false)).toEqual([401, 'px-04102', 'none']);
    await shop.refresh();
    expect(await info(false)).toEqual([401, 'px-04102', 'none']);
    expect(await info(true)).toEqual([200, undefined, 'authorized']);
  });

  test('ends 28 days after the consent with it', async () => {
    await shop.connect();
    advance(28 * DAY - 1);
    await shop.refresh();
    expect(await info(true)).toEqual([200, undefined, 'authorized']);
    advance(1);
    expect(await info(true)).toEqual([401, 'px-04102', 'authorized']);
  });

  test('one unsigned call shortens the whole consent when so set', async () => {
    shop.simulator.control.settings({ unsignedCallShortensConsent: true });
    await shop.connect();
    await info(false);
    advance(13 * HOUR);
    await shop.refresh();
    expect(await info(true)).toEqual([401, 'px-04102', 'authorized']);
  });

  test('an access token ends after an hour with a message that has no code', async () => {
    await shop.connect();
    advance(HOUR - 1);
    expect((await info(true))[0]).toBe(200);
    advance(1);
    const reply = await shop.info('teststore-10000001');
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toContain('error_description="expired token"');
    expect(reply.element('Code')).toBeUndefined();
    expect(reply.element('Message')).toContain('Please provide valid credentials.');
  });
});
