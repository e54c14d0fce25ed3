import type { MallConnection, MallPort } from '#main/malls/port.ts';
import type { Diagnosis } from '#shared/contract/diagnosis.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import { dependsOnClock } from '../clock/depends-on-clock.ts';
import type { CertificateDates } from '../expiry/yahoo-things.ts';
import type { Clock } from '../ports/clock.ts';
import type { ClockStatus, ClockStatusPort } from '../ports/clock-status.ts';
import type { Logger } from '../ports/logger.ts';
import type { SessionRecord, ShopRecord } from '../ports/records.ts';
import { diagnose, isAllGood } from './diagnose.ts';
import type { DiagnosisFacts, LiveCall } from './diagnosis-facts.ts';

/** One small call; a mall that takes longer than this counts as not reachable. */
const callTimeoutMs = 20_000;

/** How the diagnosis reaches the session of one scope. */
export interface ScopeAccess {
  session(shopId: ShopId, scope: SessionScope): SessionRecord;
  certificate(shopId: ShopId, scope: SessionScope): CertificateDates | null;
  /** The name of the PC that gave the consent; null when it is not known. */
  consentTerminal(shopId: ShopId, scope: SessionScope): string | null;
  /** For calls, and for asking whether secrets are there; null when this terminal has no part in the scope. */
  connection(shop: ShopRecord, scope: SessionScope): MallConnection | null;
}

export interface DiagnosisDeps {
  readonly shop: (id: ShopId) => ShopRecord | null;
  readonly access: ScopeAccess;
  /** null where the mall cannot be called from here. */
  readonly mallOf: (shop: ShopRecord) => MallPort | null;
  readonly clock: Clock;
  /** null where nobody can compare the clock. */
  readonly clockStatus: ClockStatusPort | null;
  /** This terminal's global address; null where nobody tells. */
  readonly globalIp: (() => Promise<string | null>) | null;
  readonly log: Logger;
  readonly terminalName: () => string;
  readonly appVersion: string;
}

/** Why an authentication failed, in one screen (spec §2.3). */
export class DiagnosisService {
  readonly #deps: DiagnosisDeps;

  constructor(deps: DiagnosisDeps) {
    this.#deps = deps;
  }

  /** Runs every check live. Throws AppError `not_found` only. */
  async run(shopId: ShopId, scope: SessionScope, errorCode: string | null): Promise<Diagnosis> {
    const { access, clock, terminalName, appVersion } = this.#deps;
    const shop = this.#deps.shop(shopId);
    if (shop === null) {
      throw new AppError('not_found', 'The shop does not exist', { details: { entity: 'shop' } });
    }
    const clockStatus = await this.#checkClock();
    const connection = access.connection(shop, scope);
    const hasKey = await has(connection, 'public-key');
    const hasVersion = await has(connection, 'public-key-version');
    const isSigned = hasKey === true && hasVersion === true;
    const call = await this.#call(shop, scope, connection, isSigned, clockStatus);
    const other = scope === 'terminal' ? 'shared' : 'terminal';
    const facts: DiagnosisFacts = {
      now: clock.now(),
      scope,
      terminal: terminalName(),
      // Read after the call, which may have changed what is known.
      session: access.session(shopId, scope),
      hasKey,
      hasVersion,
      otherScopeHasKey: access.session(shopId, other).key !== null,
      certificate: access.certificate(shopId, scope),
      clock: clockStatus,
      call,
      errorCode,
      globalIp: await this.#globalIp(),
    };
    const checks = diagnose(facts);
    return {
      shopId,
      shopName: shop.name,
      sellerId: shop.sellerId,
      scope,
      at: facts.now,
      terminal: facts.terminal,
      appVersion,
      checks,
      allGood: isAllGood(checks),
      consentTerminal: access.consentTerminal(shopId, scope),
    };
  }

  async #call(
    shop: ShopRecord,
    scope: SessionScope,
    connection: MallConnection | null,
    isSigned: boolean,
    clockStatus: ClockStatus | null,
  ): Promise<LiveCall> {
    const { access, clock } = this.#deps;
    const mall = this.#deps.mallOf(shop);
    if (connection === null || mall === null) return { kind: 'skipped', reason: 'no_connection' };
    const session = access.session(shop.id, scope);
    // A consent the mall calls ended still shows its verdict on the key; a withdrawn one has no token left.
    const isWithdrawn = session.endedAt !== null && session.endedReason !== 'mall_session_expired';
    if (session.consentedAt === null || isWithdrawn) return { kind: 'skipped', reason: 'no_consent' };
    if (clockStatus !== null && clockStatus.verdict !== 'good' && dependsOnClock(shop)) {
      return { kind: 'skipped', reason: 'bad_clock' };
    }
    if (!isSigned) return { kind: 'skipped', reason: 'unsigned' };
    let verdict: string | null = null;
    const listened: MallConnection = {
      ...connection,
      report: (event) => {
        if (event.kind === 'verdict') verdict = event.value;
        connection.report(event);
      },
    };
    const now = clock.now();
    const find = { by: 'ordered', from: now - 60_000, to: now } as const;
    try {
      for await (const _page of mall.findOrders(listened, find, AbortSignal.timeout(callTimeoutMs))) break;
      return { kind: 'made', verdict, error: null };
    } catch (error) {
      return { kind: 'made', verdict, error: this.#shapeOf(error) };
    }
  }

  #shapeOf(error: unknown) {
    if (error instanceof AppError && error.code !== 'cancelled') return error.toShape();
    this.#deps.log.warn('The test call of a diagnosis did not end well', { error });
    return new AppError('mall_timeout', 'The mall did not answer the test call in time').toShape();
  }

  async #checkClock(): Promise<ClockStatus | null> {
    const { clockStatus, clock, log } = this.#deps;
    if (clockStatus === null) return null;
    try {
      return await clockStatus.check();
    } catch (error) {
      log.warn('The clock could not be compared for a diagnosis', { error });
      return { verdict: 'unknown', offsetMs: null, errorMs: null, at: clock.now() };
    }
  }

  async #globalIp(): Promise<string | null> {
    return this.#deps.globalIp === null ? null : this.#deps.globalIp().catch(() => null);
  }
}

/** Whether a secret is there; null when the keychain cannot be asked or the scope is not this terminal's. */
async function has(
  connection: MallConnection | null,
  name: 'public-key' | 'public-key-version',
): Promise<boolean | null> {
  if (connection === null) return false;
  try {
    const value = await connection.secrets.lease(name);
    return value !== null && value !== '';
  } catch {
    return null;
  }
}
