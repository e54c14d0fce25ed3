import type { MallConnection, MallPort } from '#main/malls/port.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import { inScope } from '../auth/auth-failure.ts';
import { isUsable } from '../auth/consent-status.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { ShopRecord } from '../ports/records.ts';

/** The way to a shop's mall for sending: whose consent is used, and the connection under it. */
export interface ShopLine {
  readonly shop: ShopRecord;
  readonly mall: MallPort;
  readonly connection: MallConnection;
}

/**
 * Opens the lines of one shop. Operators ask for what is sent, so this terminal's consent is used, and the shared one
 * where this terminal has none that works (docs/decisions/0011). A line is kept, with its borrowed secrets, while
 * nothing about its session changes.
 */
export class ShopLines {
  readonly #sessions: Sessions;
  readonly #mallOf: (shop: ShopRecord) => MallPort;
  #kept: { readonly stamp: string; readonly line: ShopLine } | null = null;

  constructor(sessions: Sessions, mallOf: (shop: ShopRecord) => MallPort) {
    this.#sessions = sessions;
    this.#mallOf = mallOf;
  }

  /** Throws AppError `consent_required` with the terminal's scope when neither scope works. */
  open(shop: ShopRecord): ShopLine {
    const scope = this.#scopeOf(shop);
    const stamp = `${scope} ${this.stamp(shop)}`;
    if (this.#kept?.stamp === stamp) return this.#kept.line;
    const line = { shop, mall: this.#mallOf(shop), connection: this.#sessions.connection(shop, scope) };
    this.#kept = { stamp, line };
    return line;
  }

  /** Changes when there may be another answer: a new consent, another key, other settings of the shop. */
  stamp(shop: ShopRecord): string {
    return JSON.stringify([
      shop.version,
      ...(['terminal', 'shared'] as const).map((scope) => {
        const { consentedAt, endedAt, key, certificate } = this.#sessions.get(shop.id, scope);
        return [consentedAt, endedAt, key, certificate?.fingerprint ?? null];
      }),
    ]);
  }

  #scopeOf(shop: ShopRecord): SessionScope {
    for (const scope of ['terminal', 'shared'] as const)
      if (isUsable(this.#sessions.status(shop.id, scope))) return scope;
    this.#sessions.requireConsent(shop, 'terminal');
    return 'terminal';
  }
}

/** An error of the connection as the operator meets it: with the scope whose consent it was. */
export function errorOnLine(error: unknown, shop: ShopRecord, line: ShopLine | null): AppError {
  const coded =
    error instanceof AppError ? error : new AppError('internal', 'Sending met an error', { cause: error });
  return line === null ? coded : inScope(coded, shop, line.connection.scope);
}
