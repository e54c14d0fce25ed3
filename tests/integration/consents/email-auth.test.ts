import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '#shared/domain/errors.ts';
import { agreeToConsent } from '#simulators/yahoo/index.ts';
import { MailBox } from '../../support/mail-box.ts';
import { ConsentWorld, ctx, day, hour } from './consent-world.ts';

const login = { user: 'shop@example.com', password: 'canary-mail-password' };
let world: ConsentWorld;
let mailBox: MailBox;
let shopId: string;
beforeEach(async () => {
  world = await ConsentWorld.start(['teststore', 'otherstore']);
  mailBox = await MailBox.start(login);
  shopId = (await world.addShop()).id;
  await saveMail();
});
afterEach(async () => {
  await world.close();
  await mailBox.close();
});

const emailAuth = () => world.core.operations.emailAuth;
async function saveMail(password: string | null = login.password) {
  const settings = {
    host: '127.0.0.1',
    port: mailBox.port,
    security: 'none' as const,
    user: login.user,
    from: 'shop@example.com',
  };
  return world.core.operations.mail.save({ settings, password }, ctx);
}
const start = async (id = shopId, to = 'tencho@example.com') =>
  emailAuth().start({ shopId: id, to, requestedBy: '山田 太郎' }, ctx);
const redeem = async (pasted: string, id = shopId) => emailAuth().redeem({ shopId: id, pasted }, ctx);
const link = (): string => /https?:\/\/\S*\/authorization\?\S+/.exec(mailBox.last.text)?.[0] ?? '';
/** What the person brings back after agreeing on the mailed page. */
const answer = () => agreeToConsent(link());

describe('the mail', () => {
  it('says for which shop, who asked, what to do and until when, and carries the link', async () => {
    const asked = await start();
    expect(asked).toMatchObject({ state: 'open', to: 'tencho@example.com' });
    expect(asked.expiresAt - asked.requestedAt).toBe(day);
    const { from, to, subject, text } = mailBox.last;
    expect({ from, to }).toEqual({ from: 'shop@example.com', to: ['tencho@example.com'] });
    expect(subject).toBe('【受注番】「店舗1」のメール認証をお願いします');
    for (const part of [
      'teststore',
      '山田 太郎',
      '受注PC',
      '2026/06/10 12:00',
      '2026/06/11 12:00',
      '貼り付け',
    ])
      expect(text).toContain(part);
    const query = new URL(link()).searchParams;
    expect(query.get('client_id')).toBe('teststore-client');
    expect(query.get('code_challenge_method')).toBe('S256');
  });

  it('is tested with 「テスト送信」', async () => {
    await world.core.operations.mail.test({ to: 'tencho@example.com' }, ctx);
    expect(mailBox.last.subject).toBe('【受注番】テスト送信');
  });

  it('keeps nothing when it cannot be sent, and says why', async () => {
    const failure = async (to?: string) =>
      start(shopId, to).then(
        () => 'sent',
        (error: AppError) => error.code,
      );
    expect(await failure('refused@example.com')).toBe('mail_refused');
    await saveMail('wrong');
    expect(await failure()).toBe('mail_login_failed');
    await mailBox.close();
    expect(await failure()).toBe('mail_unreachable');
    mailBox = await MailBox.start(login);
    const settings = { host: '127.0.0.1', port: mailBox.port, user: '', from: 'a@example.com' };
    await world.core.operations.mail.save(
      { settings: { ...settings, security: 'starttls' }, password: null },
      ctx,
    );
    expect(await failure()).toBe('mail_tls_failed');
    await world.core.operations.mail.save(
      { settings: { ...settings, security: 'tls' }, password: null },
      ctx,
    );
    expect(await failure()).toBe('mail_tls_failed');
    expect(await emailAuth().latest({ shopId }, ctx)).toEqual({ emailAuth: null });
    expect((await world.shop(shopId)).sharedConsent.state).toBe('none');
  });

  it('is not sent without settings', async () => {
    const other = await ConsentWorld.start();
    const { id } = await other.addShop();
    const sent = other.core.operations.emailAuth.start(
      { shopId: id, to: 'a@example.com', requestedBy: '' },
      ctx,
    );
    await expect(sent).rejects.toMatchObject({ code: 'mail_not_configured' });
    await other.close();
  });
});

describe('the answer', () => {
  it('makes a consent of the shared scope and leaves the terminal without one', async () => {
    await world.saveKey(shopId, 'shared');
    await start();
    expect((await world.shop(shopId)).sharedConsent.state).toBe('consenting');
    const shop = await redeem(await answer());
    expect(shop.sharedConsent).toMatchObject({ state: 'signed', reason: 'authorized' });
    expect(shop.consent.state).toBe('none');
    expect(shop.terminalKey).toBeNull();
    expect((await emailAuth().latest({ shopId }, ctx)).emailAuth?.state).toBe('redeemed');
    for (const name of ['refresh-token', 'access-token', 'public-key'] as const)
      expect(await world.keychain.has({ scope: 'terminal', shopId, name })).toBe(false);
    expect(world.store.sharedSecret(shopId, 'refresh-token')).toMatch(/^v1\./);
    await expect(async () => world.import(shopId)).rejects.toMatchObject({
      code: 'consent_required',
      details: { scope: 'terminal' },
    });
  });

  it.each([
    ['the whole address', (address: string) => address],
    [
      'an address broken by a mail program',
      (address: string) => `> ${address.slice(0, 50)}\r\n> ${address.slice(50)}`.replaceAll('> ', ''),
    ],
    ['an address inside a sentence', (address: string) => `こちらです。 ${address} よろしく`],
    ['only the code', (address: string) => new URL(address).searchParams.get('code') ?? ''],
    [
      'only the code, broken',
      (address: string) => {
        const code = new URL(address).searchParams.get('code') ?? '';
        return ` ${code.slice(0, 10)}\n${code.slice(10)} `;
      },
    ],
  ])('is accepted as %s', async (_name, paste) => {
    await start();
    expect((await redeem(paste(await answer()))).sharedConsent.state).toBe('unsigned');
  });

  it('may be brought to a host started later', async () => {
    await start();
    await world.restart();
    expect((await redeem(await answer())).sharedConsent.state).toBe('unsigned');
  });

  it('is told apart when it is another shop’s, used, cancelled, replaced, expired or nobody’s', async () => {
    const otherId = (await world.addShop(1)).id;
    await expect(redeem('abcdefgh')).rejects.toMatchObject({ code: 'email_auth_none' });
    await start(otherId);
    const others = await answer();
    const first = await start();
    const firstAnswer = await answer();
    await expect(redeem(others)).rejects.toMatchObject({
      code: 'email_auth_foreign_shop',
      details: { shopName: '店舗2', thisShopName: '店舗1' },
    });
    await expect(redeem(firstAnswer.replace(/state=[^&]+/, 'state=unknown'))).rejects.toMatchObject({
      code: 'consent_state_mismatch',
    });
    await expect(redeem('何も書いていません')).rejects.toMatchObject({ code: 'consent_code_missing' });
    await emailAuth().cancel({ id: first.id }, ctx);
    await expect(redeem(firstAnswer)).rejects.toMatchObject({ code: 'email_auth_cancelled' });
    await start();
    const second = await answer();
    await start();
    await expect(redeem(second)).rejects.toMatchObject({ code: 'email_auth_cancelled' });
    const third = await answer();
    await redeem(third);
    await expect(redeem(third)).rejects.toMatchObject({ code: 'email_auth_used' });
    await start();
    world.advance(day);
    await expect(redeem(await answer())).rejects.toMatchObject({ code: 'email_auth_expired' });
    expect((await emailAuth().latest({ shopId }, ctx)).emailAuth?.state).toBe('expired');
  });

  it('may be given again with the same link after a code that the mall refused', async () => {
    await start();
    const late = await answer();
    world.advance(hour);
    await expect(redeem(late)).rejects.toMatchObject({ code: 'consent_code_expired' });
    await expect(redeem(await agreeToConsent(link(), 'deny'))).rejects.toMatchObject({
      code: 'consent_denied',
    });
    expect((await redeem(await answer())).sharedConsent.state).toBe('unsigned');
  });

  it('proves by PKCE that a bare code is of this link', async () => {
    await start();
    const foreignCode = new URL(await answer()).searchParams.get('code') ?? '';
    await start();
    await expect(redeem(foreignCode)).rejects.toMatchObject({ code: 'consent_code_mismatch' });
  });

  it('is refused at a shop the person may not manage, and the working consent stays', async () => {
    await world.saveKey(shopId, 'shared');
    await start();
    await redeem(await answer());
    const before = world.store.sharedSecret(shopId, 'refresh-token');
    await start();
    world.simulator.control.putUser({ userId: 'teststore-staff', orderPermission: false });
    await expect(redeem(await answer())).rejects.toMatchObject({ code: 'mall_not_permitted' });
    expect(world.store.sharedSecret(shopId, 'refresh-token')).toBe(before);
    expect((await world.shop(shopId)).sharedConsent.state).toBe('signed');
  });
});

describe('re-sending', () => {
  it('mails the same link once more without more time', async () => {
    const asked = await start();
    const first = link();
    world.advance(hour);
    const again = await emailAuth().resend({ id: asked.id }, ctx);
    expect(link()).toBe(first);
    expect(mailBox.mails).toHaveLength(2);
    expect(again).toMatchObject({ expiresAt: asked.expiresAt, sentAt: asked.requestedAt + hour });
    await emailAuth().cancel({ id: asked.id }, ctx);
    await expect(emailAuth().resend({ id: asked.id }, ctx)).rejects.toMatchObject({
      code: 'email_auth_cancelled',
    });
  });
});

describe('a rejected clock', () => {
  it('lets neither a mail nor a token request out', async () => {
    await start();
    const pasted = await answer();
    world.clockAheadMs = 60_000;
    world.simulator.control.resetCounters();
    await expect(start()).rejects.toMatchObject({ code: 'clock_ahead' });
    await expect(redeem(pasted)).rejects.toMatchObject({ code: 'clock_ahead' });
    expect(mailBox.mails).toHaveLength(1);
    expect(world.calls('/')).toBe(0);
  });
});

describe('secrets', () => {
  it('lie nowhere in the database, its log or the program’s log', async () => {
    const canaries = [login.password, 'teststore-secret', world.account().publicKeyPem.split('\n')[1] ?? ''];
    const otherId = (await world.addShop(1, { clientSecret: 'canary-client-secret' })).id;
    for (const scope of ['terminal', 'shared'] as const) await world.saveKey(shopId, scope);
    await world.consent(shopId);
    await start();
    const code = new URL(await answer()).searchParams.get('code') ?? '';
    await redeem(code);
    await start(otherId);
    await redeem(await agreeToConsent(link()), otherId).catch(() => undefined);
    await saveMail('canary-other-password').then(() => start().catch(() => undefined));
    for (const name of ['refresh-token', 'access-token'] as const) {
      const value = (await world.keychain.lease({ scope: 'terminal', shopId, name })) ?? '';
      canaries.push(name === 'access-token' ? JSON.parse(value).token : value);
    }
    const vaultKey =
      (await world.keychain.lease({ scope: 'terminal', shopId: null, name: 'vault-key' })) ?? '';
    canaries.push(vaultKey.split('.')[1] ?? '', code, 'canary-client-secret', 'canary-other-password');
    for (const call of world.simulator.control.journal()) {
      const bearer = /^Bearer (.+)$/.exec(call.headers.authorization ?? '')?.[1];
      if (bearer !== undefined) canaries.push(bearer);
    }
    const written = world.everythingWritten();
    expect(written).toContain('teststore');
    for (const canary of canaries) {
      expect(canary.length).toBeGreaterThan(10);
      expect(written.includes(canary)).toBe(false);
    }
  });
});

describe('the two scopes', () => {
  it('renew their tokens apart, and each only once for many calls', async () => {
    for (const scope of ['terminal', 'shared'] as const) await world.saveKey(shopId, scope);
    await world.consent(shopId);
    await start();
    await redeem(await answer());
    world.advance(hour);
    world.simulator.control.resetCounters();
    const test = (scope: 'terminal' | 'shared') => world.core.operations.auth.testKey({ shopId, scope }, ctx);
    const results = await Promise.all(
      (['terminal', 'shared'] as const).flatMap((scope) => [test(scope), test(scope), test(scope)]),
    );
    expect(results.every(({ verdict }) => verdict === 'authorized')).toBe(true);
    expect(world.calls('/token')).toBe(2);
  });

  it('end apart', async () => {
    for (const scope of ['terminal', 'shared'] as const) await world.saveKey(shopId, scope);
    await world.consent(shopId);
    await world.core.operations.shops.removeKey({ shopId, scope: 'shared' }, ctx);
    await start();
    await redeem(await answer());
    const shop = await world.shop(shopId);
    expect(shop.consent.life).toBe('signed');
    expect(shop.sharedConsent).toMatchObject({ life: 'unsigned', reason: 'no_key' });
    expect(shop.sharedKey).toBeNull();
  });

  it('both go with their shop, and so does an open link', async () => {
    for (const scope of ['terminal', 'shared'] as const) await world.saveKey(shopId, scope);
    await world.consent(shopId);
    await start();
    await redeem(await answer());
    const open = await start();
    const { version } = await world.shop(shopId);
    await world.core.operations.shops.remove({ shopId, version }, ctx);
    for (const name of ['client-secret', 'public-key', 'refresh-token'] as const) {
      expect(world.store.sharedSecret(shopId, name)).toBeNull();
      expect(await world.keychain.has({ scope: 'terminal', shopId, name })).toBe(false);
    }
    for (const scope of ['terminal', 'shared'] as const)
      expect(world.store.session(shopId, scope)).toBeNull();
    expect(world.store.emailAuth(open.id)).toMatchObject({ state: 'cancelled', sealed: '' });
  });

  it('both warn of a key that another shop has', async () => {
    const otherId = (await world.addShop(1)).id;
    await world.saveKey(shopId, 'shared');
    const key = { publicKey: world.account().publicKeyPem, keyVersion: '1', issuedOn: '2026-06-01' };
    for (const scope of ['terminal', 'shared'] as const) {
      const { check } = await world.core.operations.shops.saveKey({ shopId: otherId, scope, ...key }, ctx);
      expect(check.sameKeyShops).toEqual(['店舗1']);
    }
  });
});
