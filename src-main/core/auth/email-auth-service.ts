import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { MallPort, PendingConsent } from '#main/malls/port.ts';
import type { EmailAuth } from '#shared/contract/email-auth.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { authorizationMail } from '#shared/i18n/mails.ts';
import type { ClockGuard } from '../clock/clock-guard.ts';
import { dependsOnClock } from '../clock/depends-on-clock.ts';
import type { CallContext } from '../context.ts';
import type { MailService } from '../mail/mail-service.ts';
import type { Clock } from '../ports/clock.ts';
import type { EmailAuthRecord, ShopRecord } from '../ports/records.ts';
import type { SharedVault } from '../ports/shared-vault.ts';
import type { Change, Store } from '../ports/store.ts';
import { findEmailAuth } from './find-email-auth.ts';
import { consentOf, redeemConsent } from './redeem-consent.ts';
import { redirectUriOf } from './redirect-uri.ts';
import type { Sessions } from './sessions.ts';

/** How long a mailed link may be used: whoever has the right to consent may read the mail only the next day. */
export const emailAuthLifeMs = 24 * 3_600_000;

const pendingSchema = z.object({
  authorizationUrl: z.string(),
  redirectUri: z.string(),
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
}) satisfies z.ZodType<PendingConsent>;

export interface EmailAuthDeps {
  readonly store: Store;
  readonly vault: SharedVault;
  readonly sessions: Sessions;
  readonly mail: MailService;
  readonly mallOf: (shop: ShopRecord) => MallPort;
  readonly clockGuard: Pick<ClockGuard, 'requireGoodClock'>;
  readonly clock: Clock;
  readonly terminalName: () => string;
}

/**
 * 「メール認証」: consents for the shared scope (spec §2.1). The link goes by mail; its verifier and state are
 * kept sealed with the shared data, so that the answer may be pasted at any terminal.
 */
export class EmailAuthService {
  readonly #deps: EmailAuthDeps;
  readonly #redeeming = new Set<string>();

  constructor(deps: EmailAuthDeps) {
    this.#deps = deps;
  }

  /** Whether a link of the shop waits for its answer. */
  isOpen(shopId: ShopId): boolean {
    return this.latest(shopId)?.state === 'open';
  }

  latest(shopId: ShopId): EmailAuth | null {
    const record = this.#deps.store.latestEmailAuth(shopId);
    return record === null ? null : this.#shown(record);
  }

  /**
   * Mails a new link; an earlier open one of the shop ends. Nothing is kept when the mail cannot be sent.
   * Throws AppError `not_found`, `redirect_uri_invalid`, the `mail_*` and the `clock_*` codes.
   */
  async start(
    input: { readonly shopId: ShopId; readonly to: string; readonly requestedBy: string },
    ctx: CallContext,
  ): Promise<EmailAuth> {
    const emailAuth = await this.#begin(input, ctx, (...made) => this.#send(...made));
    return this.#shown(emailAuth);
  }

  /**
   * A new link that no mail carries, for a mall whose consent page this product plays itself (the demo); otherwise as
   * `start`. Answers the address of the consent page.
   */
  async startUnmailed(shopId: ShopId, ctx: CallContext): Promise<string> {
    let address = '';
    await this.#begin({ shopId, to: '', requestedBy: ctx.actor }, ctx, async (_shop, _record, pending) => {
      address = pending.authorizationUrl;
    });
    return address;
  }

  /** Makes a link and hands it over; only then it is kept, and an earlier open one of the shop ends. */
  async #begin(
    input: { readonly shopId: ShopId; readonly to: string; readonly requestedBy: string },
    ctx: CallContext,
    handOver: (shop: ShopRecord, record: EmailAuthRecord, pending: PendingConsent) => Promise<void>,
  ): Promise<EmailAuthRecord> {
    const { sessions, vault, store, mallOf, clock } = this.#deps;
    const shop = this.#shop(input.shopId);
    await this.#requireGoodClock(shop);
    const pending = await consentOf(mallOf(shop)).begin(
      sessions.connection(shop, 'shared'),
      redirectUriOf(shop),
    );
    const id = randomUUID();
    const now = clock.now();
    const record: EmailAuthRecord = {
      id,
      ...input,
      state: 'open',
      requestedAt: now,
      sentAt: null,
      expiresAt: now + emailAuthLifeMs,
      stateHash: hashOf(pending.state),
      sealed: await vault.seal(purposeOf(id), JSON.stringify(pending)),
    };
    await handOver(shop, record, pending);
    const before = store.latestEmailAuth(shop.id);
    const sent = { ...record, sentAt: clock.now() };
    this.#commit(
      [
        ...(before?.state === 'open' ? [ended(before, 'cancelled')] : []),
        { kind: 'emailAuth.set', expected: null, emailAuth: sent },
      ],
      ctx,
    );
    return sent;
  }

  /** Mails an open link again. Throws AppError `email_auth_*` when it has ended, and the `mail_*` codes. */
  async resend(id: string, ctx: CallContext): Promise<EmailAuth> {
    const { clock } = this.#deps;
    const record = this.#open(this.#record(id), ctx);
    const shop = this.#shop(record.shopId);
    await this.#requireGoodClock(shop);
    await this.#send(shop, record, await this.#pendingOf(record));
    const emailAuth = { ...record, sentAt: clock.now() };
    this.#commit([{ kind: 'emailAuth.set', expected: 'open', emailAuth }], ctx);
    return this.#shown(emailAuth);
  }

  /** Ends an open link; one that has ended stays as it is. */
  cancel(id: string, ctx: CallContext): EmailAuth {
    const record = this.#record(id);
    if (record.state === 'open') this.#commit([ended(record, 'cancelled')], ctx);
    return this.#shown(this.#record(id));
  }

  /**
   * Redeems the pasted address or code for the shop's shared consent. Throws AppError `email_auth_none`,
   * `email_auth_expired`, `email_auth_used`, `email_auth_cancelled`, `email_auth_foreign_shop`, and the errors
   * of `redeemConsent`; after these the link stays open for another code.
   */
  async redeem(shopId: ShopId, pasted: string, ctx: CallContext): Promise<ShopRecord> {
    const { store, sessions, mallOf, clock } = this.#deps;
    const shop = this.#shop(shopId);
    await this.#requireGoodClock(shop);
    const mall = mallOf(shop);
    const { states, bareCode } = consentOf(mall).inspect(pasted);
    const record = this.#open(findEmailAuth(store, shop, states.map(hashOf), bareCode), ctx);
    if (this.#redeeming.has(record.id)) throw usedError();
    this.#redeeming.add(record.id);
    try {
      const pending = await this.#pendingOf(record);
      const redirected = bareCode === null ? pasted : addressOf(pending, bareCode);
      await redeemConsent({ sessions, clock, mall }, { shop, scope: 'shared', pending, redirected });
      this.#commit([ended(record, 'redeemed')], ctx);
    } finally {
      this.#redeeming.delete(record.id);
    }
    return this.#shop(shopId);
  }

  /** The record if it may still be redeemed; one whose time is up is closed in passing. */
  #open(record: EmailAuthRecord, ctx: CallContext): EmailAuthRecord {
    switch (this.#shown(record).state) {
      case 'open':
        return record;
      case 'redeemed':
        throw usedError();
      case 'cancelled':
        throw new AppError('email_auth_cancelled', 'This email authentication was cancelled');
      case 'expired':
        if (record.state === 'open') this.#commit([ended(record, 'expired')], ctx);
        throw new AppError('email_auth_expired', 'This email authentication has expired');
    }
  }

  /** A wrong clock would spoil the consent's public-key authentication (spec §2.2). */
  async #requireGoodClock(shop: ShopRecord): Promise<void> {
    if (dependsOnClock(shop)) await this.#deps.clockGuard.requireGoodClock('email_auth');
  }

  async #pendingOf(record: EmailAuthRecord): Promise<PendingConsent> {
    return pendingSchema.parse(JSON.parse(await this.#deps.vault.open(purposeOf(record.id), record.sealed)));
  }

  async #send(shop: ShopRecord, record: EmailAuthRecord, pending: PendingConsent): Promise<void> {
    const mail = authorizationMail({
      shopName: shop.name,
      sellerId: shop.sellerId,
      requestedBy: record.requestedBy,
      terminal: this.#deps.terminalName(),
      requestedAt: record.requestedAt,
      expiresAt: record.expiresAt,
      authorizationUrl: pending.authorizationUrl,
      redirectUri: pending.redirectUri,
    });
    await this.#deps.mail.send({ to: record.to, ...mail });
  }

  /** As the screen shows it: without what only the store needs, and expired when its time is up. */
  #shown({ stateHash: _hash, sealed: _sealed, ...emailAuth }: EmailAuthRecord): EmailAuth {
    const isOver = emailAuth.state === 'open' && this.#deps.clock.now() >= emailAuth.expiresAt;
    return isOver ? { ...emailAuth, state: 'expired' } : emailAuth;
  }

  #record(id: string): EmailAuthRecord {
    const record = this.#deps.store.emailAuth(id);
    if (record === null)
      throw new AppError('not_found', 'The email authentication does not exist', {
        details: { entity: 'emailAuth' },
      });
    return record;
  }

  #shop(shopId: ShopId): ShopRecord {
    const shop = this.#deps.store.shop(shopId);
    if (shop === null)
      throw new AppError('not_found', 'The shop does not exist', { details: { entity: 'shop' } });
    return shop;
  }

  #commit(changes: readonly Change[], ctx: CallContext): void {
    const { store, clock, terminalName } = this.#deps;
    store.commit(changes, { actor: ctx.actor, terminal: terminalName(), at: clock.now() });
  }
}

/** An ended link keeps no verifier. */
function ended(record: EmailAuthRecord, state: 'redeemed' | 'cancelled' | 'expired'): Change {
  return { kind: 'emailAuth.set', expected: record.state, emailAuth: { ...record, state, sealed: '' } };
}

function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('hex');
}

function purposeOf(id: string): string {
  return `email-auth/${id}`;
}

/** The redirected address that a bare code came from; PKCE proves that the code belongs to this link. */
function addressOf(pending: PendingConsent, code: string): string {
  return `${pending.redirectUri}?${new URLSearchParams({ code, state: pending.state })}`;
}

function usedError(): AppError {
  return new AppError('email_auth_used', 'This email authentication was already redeemed');
}
