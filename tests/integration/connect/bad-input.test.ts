import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SecretName } from '#main/core/ports/secret-store.ts';
import type { Shop } from '#shared/contract/shops.ts';
import { AppError, type ErrorCode } from '#shared/domain/errors.ts';
import { en } from '#shared/i18n/en/index.ts';
import { ja } from '#shared/i18n/ja/index.ts';
import {
  agreeToConsent,
  type ShopAccount,
  startYahooSimulator,
  type YahooSimulator,
} from '#simulators/yahoo/index.ts';
import { TestTerminal } from './test-terminal.ts';

let simulator: YahooSimulator;
let terminal: TestTerminal;
let account: ShopAccount;
let other: ShopAccount;
let shop: Shop;

beforeEach(async () => {
  simulator = await startYahooSimulator({
    requestsPerSecond: null,
    shops: [{ sellerId: 'own-store', orders: { count: 3 } }, { sellerId: 'other-store' }],
  });
  const [first, second] = simulator.accounts;
  if (first === undefined || second === undefined) throw new Error('The simulator makes two shops');
  [account, other] = [first, second];
  terminal = new TestTerminal(simulator);
  shop = await terminal.createShop(account);
});
afterEach(async () => {
  await terminal.close();
  await simulator.close();
});

const tokenNames: SecretName[] = ['access-token', 'refresh-token'];
const keyNames: SecretName[] = ['public-key', 'public-key-version'];
const kept = async (names: SecretName[], shopId = shop.id) =>
  Promise.all(names.map((name) => terminal.secrets.lease({ scope: 'terminal', shopId, name })));

async function codeOf(work: () => Promise<unknown>): Promise<ErrorCode> {
  try {
    await work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  throw new Error('It was accepted');
}

const pem = (type: 'rsa' | 'ec', bits = 2048) =>
  type === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: bits })
        .publicKey.export({ type: 'spki', format: 'pem' })
        .toString()
    : generateKeyPairSync('ec', { namedCurve: 'P-256' })
        .publicKey.export({ type: 'spki', format: 'pem' })
        .toString();
const certificate = () =>
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=test', '-keyout', '/dev/null'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  ).toString();
const privateKey = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

const badKeys: [string, () => [key: string, version: string], ErrorCode][] = [
  ['a key without its version', () => [account.publicKeyPem, ''], 'key_version_missing'],
  ['a version without its key', () => [' ', '1'], 'key_missing'],
  ['a private key', () => [privateKey(), '1'], 'key_is_private'],
  ['a certificate', () => [certificate(), '1'], 'key_is_certificate'],
  ['a 512-bit key', () => [pem('rsa', 512), '1'], 'key_too_short'],
  ['an elliptic key', () => [pem('ec'), '1'], 'key_not_rsa'],
  ['a version that is no number', () => [account.publicKeyPem, 'v1'], 'key_version_invalid'],
  ['some text', () => ['公開鍵', '1'], 'key_unreadable'],
];

describe('a bad public key', () => {
  it.each(badKeys)('%s is refused and nothing is kept', async (_name, input, code) => {
    expect(await codeOf(() => terminal.saveKey(shop.id, ...input()))).toBe(code);
    expect(await kept(keyNames)).toEqual([null, null]);
    expect(terminal.store.session(shop.id, 'terminal')?.key ?? null).toBeNull();
  });

  it('leaves the good one untouched', async () => {
    await terminal.saveKey(shop.id, account.publicKeyPem, '1');
    for (const [, input] of badKeys) await codeOf(() => terminal.saveKey(shop.id, ...input()));
    expect(await kept(keyNames)).toEqual([account.publicKeyPem.trim(), '1']);
    expect(terminal.store.session(shop.id, 'terminal')?.key?.keyVersion).toBe('1');
  });
});

type BadConsent = [name: string, redirected: (address: string) => string | Promise<string>, ErrorCode];
const changed = (address: string, name: string, value: string | null) => {
  const url = new URL(address);
  if (value === null) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  return url.href;
};
const badConsents: BadConsent[] = [
  ['the address of another page', () => 'https://shopping.yahoo.co.jp/', 'consent_redirect_mismatch'],
  ['a foreign state', (address) => changed(address, 'state', 'foreign'), 'consent_state_mismatch'],
  ['an address without a code', (address) => changed(address, 'code', null), 'consent_code_missing'],
  ['a code the mall does not know', (address) => changed(address, 'code', 'unknown'), 'consent_code_used'],
  [
    'a refusal',
    (address) =>
      `${address.split('?')[0]}?error=access_denied&state=${new URL(address).searchParams.get('state')}`,
    'consent_denied',
  ],
];

describe('a bad consent', () => {
  it.each(badConsents)('with %s is refused and nothing is kept', async (_name, redirected, code) => {
    const attempt = await terminal.begin(shop.id);
    const address = await agreeToConsent(attempt.authorizationUrl);
    expect(await codeOf(async () => terminal.complete(attempt.attemptId, await redirected(address)))).toBe(
      code,
    );
    expect(await kept(tokenNames)).toEqual([null, null]);
    expect(terminal.store.session(shop.id, 'terminal')?.consentedAt ?? null).toBeNull();
    // A wrong paste may be corrected.
    if (code !== 'consent_code_used')
      expect((await terminal.complete(attempt.attemptId, address)).consent.state).toBe('unsigned');
  });

  it('with a code used twice is refused and leaves the consent as it is', async () => {
    const attempt = await terminal.begin(shop.id);
    const address = await agreeToConsent(attempt.authorizationUrl);
    await terminal.complete(attempt.attemptId, address);
    const tokens = await kept(tokenNames);
    expect(await codeOf(() => terminal.complete(attempt.attemptId, address))).toBe('consent_code_used');
    const again = await terminal.begin(shop.id);
    const fresh = new URL(await agreeToConsent(again.authorizationUrl));
    const reused = changed(fresh.href, 'code', new URL(address).searchParams.get('code'));
    expect(await codeOf(() => terminal.complete(again.attemptId, reused))).toBe('consent_code_used');
    expect(await kept(tokenNames)).toEqual(tokens);
  });

  it('with the wrong store account is refused by the mall before anything is kept', async () => {
    const wrong = await terminal.createShop(account, { sellerId: 'no-such-store', name: 'wrong' });
    const attempt = await terminal.begin(wrong.id);
    const address = await agreeToConsent(attempt.authorizationUrl);
    expect(await codeOf(() => terminal.complete(attempt.attemptId, address))).toMatch(/^mall_seller_/);
    expect(await kept(tokenNames, wrong.id)).toEqual([null, null]);
    expect(
      (
        await terminal.operations.shops.list({}, { actor: '', signal: AbortSignal.timeout(9_000) })
      ).shops.find(({ id }) => id === wrong.id)?.consent.state,
    ).not.toBe('unsigned');
  });

  it("with another store's account does not replace the working consent", async () => {
    const attempt = await terminal.begin(shop.id);
    await terminal.complete(attempt.attemptId, await agreeToConsent(attempt.authorizationUrl));
    const tokens = await kept(tokenNames);
    const { version } = terminal.store.shop(shop.id) ?? { version: 0 };
    await terminal.operations.shops.update(
      { shopId: shop.id, version, shop: { ...shop, sellerId: other.sellerId }, clientSecret: null },
      { actor: '', signal: AbortSignal.timeout(9_000) },
    );
    const again = await terminal.begin(shop.id);
    expect(
      await codeOf(async () =>
        terminal.complete(again.attemptId, await agreeToConsent(again.authorizationUrl)),
      ),
    ).toMatch(/^mall_/);
    expect(await kept(tokenNames)).toEqual(tokens);
  });
});

describe('bad settings of a shop', () => {
  it.each([
    ['a store account with capitals and blanks', { sellerId: 'My Store' }, 'seller_id_invalid'],
    ['a redirect address that is none', { redirectUri: 'callback' }, 'redirect_uri_invalid'],
    ['the same store twice', {}, 'shop_duplicate'],
  ] as const)('%s: refused and nothing is kept', async (_name, change, code) => {
    expect(await codeOf(() => terminal.createShop(account, change))).toBe(code);
    expect(terminal.store.shops()).toHaveLength(1);
  });
});

it('each of these errors has a message of its own in both languages', () => {
  const codes = [
    ...badKeys.map(([, , code]) => code),
    ...badConsents.map(([, , code]) => code),
    'seller_id_invalid',
    'redirect_uri_invalid',
    'shop_duplicate',
    'mall_seller_invalid',
  ] as const;
  const distinct = new Set<ErrorCode>(codes);
  for (const texts of [ja, en]) {
    expect(new Set([...distinct].map((code) => JSON.stringify(texts.errors[code]))).size).toBe(distinct.size);
  }
});
