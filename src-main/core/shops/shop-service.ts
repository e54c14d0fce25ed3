import { randomUUID } from 'node:crypto';
import { addYears } from 'date-fns/addYears';
import { format } from 'date-fns/format';
import { parseISO } from 'date-fns/parseISO';
import type { Shop, ShopInput } from '#shared/contract/shops.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { type SessionScope, sessionScopes } from '#shared/domain/session-scope.ts';
import { type JstDate, jstDateOf } from '#shared/domain/time.ts';
import type { ConsentService } from '../auth/consent-service.ts';
import type { EmailAuthService } from '../auth/email-auth-service.ts';
import { redirectUriOf } from '../auth/redirect-uri.ts';
import type { Sessions } from '../auth/sessions.ts';
import { describeCertificate } from '../certificate/certificate-service.ts';
import type { CallContext } from '../context.ts';
import type { Clock } from '../ports/clock.ts';
import type { SessionRecord, ShopRecord } from '../ports/records.ts';
import { secretNames } from '../ports/secret-store.ts';
import type { Change, Store } from '../ports/store.ts';
import { type CheckedPublicKey, checkKeyVersion, checkPublicKey } from './public-key.ts';
import { putTogether } from './put-together.ts';

/** A pasted key's check as the screen shows it. */
export interface KeyCheck {
  readonly bits: number;
  readonly fingerprint: string;
  readonly repairs: string[];
  readonly sameKeyShops: string[];
}

/** Shops with their shared settings, their secrets (write-only) and the public key of each scope (spec §2.1). */
export class ShopService {
  readonly #deps: {
    store: Store;
    sessions: Sessions;
    emailAuths: Pick<EmailAuthService, 'isOpen'>;
    consents: ConsentService;
    clock: Clock;
    terminalName: () => string;
    isImporting: (shopId: ShopId) => boolean;
  };

  constructor(deps: {
    store: Store;
    sessions: Sessions;
    emailAuths: Pick<EmailAuthService, 'isOpen'>;
    consents: ConsentService;
    clock: Clock;
    terminalName: () => string;
    isImporting: (shopId: ShopId) => boolean;
  }) {
    this.#deps = deps;
  }

  async list(): Promise<Shop[]> {
    return Promise.all(this.#deps.store.shops().map((shop) => this.describe(shop)));
  }

  /** Throws AppError `seller_id_invalid`, `redirect_uri_invalid`, `shop_duplicate`, `keychain_unavailable`. */
  async create(input: ShopInput, clientSecret: string, ctx: CallContext): Promise<Shop> {
    const shop = checkedShop(input);
    const id = randomUUID();
    // The secret first: a shop without its secret would fail later, a secret without its shop is harmless and removed.
    const secrets = this.#deps.sessions.secretsOf(id, 'shared');
    if (clientSecret.trim() !== '') await secrets.put('client-secret', clientSecret.trim());
    try {
      this.#commit({ kind: 'shop.create', id, shop }, ctx);
    } catch (error) {
      await secrets.remove('client-secret');
      throw error;
    }
    return this.get(id);
  }

  /** Throws AppError `conflict` when someone else changed the shop meanwhile, and those of `create`. */
  async update(
    id: ShopId,
    expectedVersion: number,
    input: ShopInput,
    clientSecret: string | null,
    ctx: CallContext,
  ): Promise<Shop> {
    this.record(id);
    this.#commit({ kind: 'shop.update', id, expectedVersion, shop: checkedShop(input) }, ctx);
    const secrets = this.#deps.sessions.secretsOf(id, 'shared');
    if (clientSecret !== null) {
      await (clientSecret.trim() === ''
        ? secrets.remove('client-secret')
        : secrets.put('client-secret', clientSecret.trim()));
    }
    return this.get(id);
  }

  /** Takes the shop and its secrets away; its orders stay. Throws AppError `shop_has_running_import`, `conflict`. */
  async remove(id: ShopId, expectedVersion: number, ctx: CallContext): Promise<void> {
    const shop = this.record(id);
    if (this.#deps.isImporting(id)) {
      throw new AppError('shop_has_running_import', 'An import of this shop is running', {
        details: { shopName: shop.name },
      });
    }
    this.#commit({ kind: 'shop.remove', id, expectedVersion }, ctx);
    for (const scope of sessionScopes) {
      const secrets = this.#deps.sessions.secretsOf(id, scope);
      for (const name of secretNames) await secrets.remove(name);
    }
  }

  /** Checks a pasted key without keeping it; `shopId` is left out of the "same key" warning. */
  checkKey(shopId: ShopId | null, pasted: string): KeyCheck {
    return this.#describeKey(shopId, checkPublicKey(pasted));
  }

  /**
   * Keeps a scope's public key and version: both or neither (spec §2.1). Throws AppError `key_missing`,
   * `key_version_missing` (each names the missing field) and those of `checkPublicKey`, `checkKeyVersion`.
   */
  async saveKey(input: {
    shopId: ShopId;
    scope: SessionScope;
    publicKey: string;
    keyVersion: string;
    issuedOn: JstDate;
  }): Promise<{ shop: Shop; check: KeyCheck }> {
    const { sessions, clock } = this.#deps;
    this.record(input.shopId);
    const hasKey = input.publicKey.trim() !== '';
    if (!hasKey) throw new AppError('key_missing', 'A key version was given without its public key');
    const keyVersion = checkKeyVersion(input.keyVersion);
    const key = checkPublicKey(input.publicKey);
    if (input.issuedOn > jstDateOf(clock.now())) {
      throw new AppError('invalid_input', 'The issue date lies in the future', {
        details: { field: 'issuedOn' },
      });
    }
    await putTogether(sessions.secretsOf(input.shopId, input.scope), {
      'public-key': key.pem,
      'public-key-version': keyVersion,
    });
    const { bits, fingerprint } = key;
    sessions.apply(input.shopId, input.scope, {
      kind: 'keyChanged',
      key: { keyVersion, bits, fingerprint, issuedOn: input.issuedOn },
    });
    return { shop: await this.get(input.shopId), check: this.#describeKey(input.shopId, key) };
  }

  async removeKey(shopId: ShopId, scope: SessionScope): Promise<Shop> {
    const { sessions } = this.#deps;
    this.record(shopId);
    const secrets = sessions.secretsOf(shopId, scope);
    await secrets.remove('public-key');
    await secrets.remove('public-key-version');
    sessions.apply(shopId, scope, { kind: 'keyChanged', key: null });
    return this.get(shopId);
  }

  get(id: ShopId): Promise<Shop> {
    return this.describe(this.record(id));
  }

  /** Throws AppError `not_found`. */
  record(id: ShopId): ShopRecord {
    const shop = this.#deps.store.shop(id);
    if (shop === null)
      throw new AppError('not_found', 'The shop does not exist', { details: { entity: 'shop' } });
    return shop;
  }

  async describe(shop: ShopRecord): Promise<Shop> {
    const { sessions, consents, emailAuths } = this.#deps;
    const { key, certificate } = sessions.get(shop.id, 'terminal');
    return {
      ...shop,
      hasClientSecret: await sessions.hasClientSecret(shop.id),
      terminalKey: keyFacts(key),
      certificate: certificate === null ? null : describeCertificate(certificate, shop.sellerId),
      consent: sessions.status(shop.id, 'terminal', consents.isConsenting(shop.id)),
      sharedKey: keyFacts(sessions.get(shop.id, 'shared').key),
      sharedConsent: sessions.status(shop.id, 'shared', emailAuths.isOpen(shop.id)),
    };
  }

  #describeKey(shopId: ShopId | null, key: CheckedPublicKey): KeyCheck {
    const { store } = this.#deps;
    const others = store
      .sessions()
      .filter((session) => session.shopId !== shopId && session.key?.fingerprint === key.fingerprint);
    const names = others.flatMap((session) => store.shop(session.shopId)?.name ?? []);
    const sameKeyShops = [...new Set(names)];
    return { bits: key.bits, fingerprint: key.fingerprint, repairs: [...key.repairs], sameKeyShops };
  }

  #commit(change: Change, ctx: CallContext): void {
    this.#deps.store.commit([change], {
      actor: ctx.actor,
      terminal: this.#deps.terminalName(),
      at: this.#deps.clock.now(),
    });
  }
}

/** A key lasts one year from its issue date (spec §2.1). */
function keyFacts(key: SessionRecord['key']): Shop['terminalKey'] {
  if (key === null) return null;
  return { ...key, expiresOn: format(addYears(parseISO(key.issuedOn), 1), 'yyyy-MM-dd') };
}

/** Throws AppError `seller_id_invalid`, `redirect_uri_invalid`. */
function checkedShop(shop: ShopInput): ShopInput {
  const sellerId = shop.sellerId.normalize('NFKC').trim();
  if (!/^[a-z0-9_-]{1,128}$/.test(sellerId)) {
    throw new AppError('seller_id_invalid', 'The store account has characters that no store account has', {
      details: { given: sellerId.slice(0, 40) },
    });
  }
  redirectUriOf(shop);
  return { ...shop, sellerId };
}
