import { z } from 'zod';
import { AppError } from '#shared/domain/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ConsentMark, MallConnection, ShopSecrets } from '../port.ts';
import { abortedError, untilAborted } from './aborted.ts';
import type { OAuthApplication, Tokens, YahooOAuth } from './oauth.ts';

/** A token that ends this soon is renewed first, so that it does not end on its way to the mall. */
const renewBeforeMs = 60_000;

/** A renewal just made, and the refresh token it was made with. */
interface Renewal {
  readonly refreshToken: string;
  readonly tokens: Tokens;
}

const keptTokenSchema = z.object({ token: z.string().min(1), expiresAt: z.number() });

/**
 * Access tokens of all connections. The connection's secrets are the only place where tokens stay: a consent
 * on trial and the working one of the same shop have different secrets, so neither sees the other's tokens,
 * and a consent just given holds from the next call on. Refreshing is done one at a time per (shop, scope);
 * whoever waited takes over the new token.
 */
export class TokenKeeper {
  readonly #oauth: YahooOAuth;
  readonly #clock: Clock;
  readonly #applicationOf: (connection: MallConnection) => Promise<OAuthApplication>;
  readonly #queues = new Map<string, Promise<Renewal | null>>();

  constructor(deps: {
    oauth: YahooOAuth;
    clock: Clock;
    applicationOf: (connection: MallConnection) => Promise<OAuthApplication>;
  }) {
    this.#oauth = deps.oauth;
    this.#clock = deps.clock;
    this.#applicationOf = deps.applicationOf;
  }

  /**
   * A token for the next call. `refused`: the token the mall just called expired, which is renewed unless
   * another caller did so meanwhile. Throws AppError `consent_required` (no consent, or ended: then also
   * reported), `auth_client_invalid`, `auth_failed`, `mall_unreachable`, `mall_timeout`.
   */
  async accessToken(
    connection: MallConnection,
    refused: string | null,
    signal: AbortSignal,
  ): Promise<string> {
    const kept = await this.#usable(connection.secrets, refused);
    if (kept !== null) return kept;
    const key = `${connection.shop.id}:${connection.scope}`;
    const before = this.#queues.get(key) ?? Promise.resolve(null);
    const renewal = before.then((done) => {
      // Whoever gave up while waiting sends nothing; the next in the queue asks for itself.
      if (signal.aborted) throw abortedError(signal);
      return this.#renewOrTakeOver(connection, refused, done, signal);
    });
    // The queue goes on after a failure, and forgets itself when no one waits any more.
    const settled = renewal.then(
      (result) => result.renewal,
      () => null,
    );
    this.#queues.set(key, settled);
    void settled.then(() => {
      if (this.#queues.get(key) === settled) this.#queues.delete(key);
    });
    return (await untilAborted(renewal, signal)).token;
  }

  /** Keeps the tokens of a new consent or a renewal. */
  async keep(secrets: ShopSecrets, tokens: Tokens): Promise<void> {
    if (tokens.refreshToken !== null) await secrets.put('refresh-token', tokens.refreshToken);
    await secrets.put(
      'access-token',
      JSON.stringify({ token: tokens.accessToken, expiresAt: tokens.expiresAt }),
    );
  }

  async #usable(secrets: ShopSecrets, refused: string | null): Promise<string | null> {
    const kept = parseKept(await secrets.lease('access-token'));
    if (kept === null || kept.token === refused) return null;
    return kept.expiresAt - renewBeforeMs > this.#clock.now() ? kept.token : null;
  }

  /**
   * `done`: what the caller before in the queue renewed. A job may hold older leases than it; of the same
   * consent the new token is taken over, so that many waiting jobs cost one request.
   */
  async #renewOrTakeOver(
    connection: MallConnection,
    refused: string | null,
    done: Renewal | null,
    signal: AbortSignal,
  ): Promise<{ token: string; renewal: Renewal | null }> {
    const kept = await this.#usable(connection.secrets, refused);
    if (kept !== null) return { token: kept, renewal: done };
    const under = connection.consentMark();
    const refreshToken = await connection.secrets.lease('refresh-token');
    if (done !== null && done.refreshToken === refreshToken && done.tokens.accessToken !== refused) {
      await this.keep(connection.secrets, done.tokens);
      return { token: done.tokens.accessToken, renewal: done };
    }
    const tokens = await this.#renew(connection, refreshToken, under, signal);
    return {
      token: tokens.accessToken,
      renewal: refreshToken === null ? null : { refreshToken, tokens },
    };
  }

  async #renew(
    connection: MallConnection,
    refreshToken: string | null,
    under: ConsentMark,
    signal: AbortSignal,
  ): Promise<Tokens> {
    if (refreshToken === null) {
      throw new AppError('consent_required', 'There is no consent for this shop', {
        details: { reason: 'none' },
      });
    }
    await connection.beforeTokenRenewal();
    if (signal.aborted) throw abortedError(signal);
    try {
      const tokens = await this.#oauth.refresh(await this.#applicationOf(connection), refreshToken);
      const rotated = tokens.refreshToken !== null && tokens.refreshToken !== refreshToken;
      const news = rotated ? tokens : { ...tokens, refreshToken: null };
      // A consent given meanwhile has tokens of its own, which the old one's must not take the place of.
      if (connection.consentMark() === under) await this.keep(connection.secrets, news);
      return news;
    } catch (error) {
      if (error instanceof AppError && error.code === 'consent_required') {
        connection.report({ kind: 'ended', error, at: this.#clock.now(), under });
      }
      throw error;
    }
  }
}

function parseKept(text: string | null): z.infer<typeof keptTokenSchema> | null {
  if (text === null) return null;
  try {
    return keptTokenSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
