import { AppError } from '#shared/domain/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ConsentMark, MallConnection } from '../port.ts';
import { abortedError, lingering } from './aborted.ts';
import type { YahooAddresses } from './addresses.ts';
import { errorOfStatus } from './answer-errors.ts';
import type { ClientIdentity } from './client-identity.ts';
import type { Http, HttpAnswer } from './http.ts';
import type { RateLimit } from './rate-limit.ts';
import { signatureHeaders } from './signature.ts';
import type { TokenKeeper } from './tokens.ts';
import { verdictHeader, verdictOf } from './verdict.ts';
import type { ChangeApi } from './write/change-request.ts';

/** What became of a call the mall answered: the value read from it, or the error it means. */
export type ApiResult<T> =
  | { readonly ok: true; readonly value: T; readonly raw: Uint8Array }
  | { readonly ok: false; readonly error: AppError; readonly raw: Uint8Array };

export interface OrderApiCall<T> {
  readonly api: 'orderList' | 'orderInfo' | ChangeApi;
  readonly body: string;
  /** Reads an answer with HTTP 200; throws AppError. */
  readonly read: (raw: Uint8Array) => T;
  readonly signal: AbortSignal;
  /** Told when a request leaves and when its answer is there: in between it may have arrived or not. */
  readonly onWay?: (isOnWay: boolean) => void;
}

/** How long an aborted reading call that is on its way may still take. */
const finishOnWayMs = 1_500;

/** Calls of the order APIs: token, signature, pace, verdict, and what a refusal means (yahoo §7.5). */
export class OrderApi {
  readonly #deps: {
    http: Http;
    clock: Clock;
    tokens: TokenKeeper;
    rateLimit: RateLimit;
    addressesOf: (connection: MallConnection) => YahooAddresses;
  };

  constructor(deps: {
    http: Http;
    clock: Clock;
    tokens: TokenKeeper;
    rateLimit: RateLimit;
    addressesOf: (connection: MallConnection) => YahooAddresses;
  }) {
    this.#deps = deps;
  }

  /**
   * One call. A token the mall calls expired or invalid is renewed once and the call repeated once; the end
   * of the session (px-04102) is reported and never repeated, since a fresh token would get the same answer.
   * Throws AppError for what happened before any answer: network, time-out, consent, key, `cancelled`.
   */
  async call<T>(connection: MallConnection, call: OrderApiCall<T>): Promise<ApiResult<T>> {
    const under = connection.consentMark();
    const token = await this.#deps.tokens.accessToken(connection, null, call.signal);
    const first = await this.#send(connection, call, token, under);
    if (first.ok || !isTokenError(first.error)) return first;
    const renewed = await this.#deps.tokens.accessToken(connection, token, call.signal);
    return this.#send(connection, call, renewed, under);
  }

  async #send<T>(
    connection: MallConnection,
    call: OrderApiCall<T>,
    token: string,
    under: ConsentMark,
  ): Promise<ApiResult<T>> {
    const { http, clock, rateLimit, addressesOf } = this.#deps;
    const { api, requestsPerSecond } = addressesOf(connection);
    const url = `${api}/${call.api}`;
    const { clientId, sellerId } = connection.shop;
    let signed = false;
    const answer = await rateLimit.run(`${clientId} ${url}`, requestsPerSecond, call.signal, async () => {
      // Inside the turn: the plaintext holds the time, which would grow old in the queue.
      const signature = await signatureHeaders(sellerId, connection.secrets, () => clock.now());
      signed = 'x-sws-signature' in signature;
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/xml; charset=utf-8',
        ...signature,
      };
      if (call.signal.aborted) throw abortedError(call.signal);
      call.onWay?.(true);
      // A reading call that is on its way is worth its answer; a write cut off must say so at once.
      const patience = call.onWay === undefined ? lingering(call.signal, clock, finishOnWayMs) : null;
      try {
        const received = await http.send({
          method: 'POST',
          url,
          headers,
          body: call.body,
          signal: patience?.signal ?? call.signal,
          identity: identityOf(connection),
        });
        call.onWay?.(false);
        return received;
      } finally {
        patience?.done();
      }
    });
    const value = verdictOf(answer.header(verdictHeader));
    if (value !== null) connection.report({ kind: 'verdict', value, signed, at: clock.now(), under });
    const result = understand(answer, call.read);
    if (!result.ok && result.error.code === 'mall_session_expired') {
      connection.report({ kind: 'ended', error: result.error, at: clock.now(), under });
    }
    return result;
  }
}

/** The legacy API certificate goes with order calls only, never to the authorization host (yahoo §2.6). */
function identityOf({ certificate, shop, scope, secrets }: MallConnection): ClientIdentity | null {
  if (certificate === null) return null;
  return {
    owner: `${scope} ${shop.id}`,
    fingerprint: certificate.fingerprint,
    async lease() {
      const cert = await secrets.lease('api-certificate');
      const key = await secrets.lease('api-certificate-key');
      return cert === null || key === null ? null : { cert, key };
    },
  };
}

function isTokenError(error: AppError): boolean {
  return error.code === 'mall_token_expired' || error.code === 'mall_token_invalid';
}

function understand<T>(answer: HttpAnswer, read: (raw: Uint8Array) => T): ApiResult<T> {
  const raw = answer.body;
  if (answer.status !== 200) {
    const authHeaders = `${answer.header('www-authenticate') ?? ''} ${answer.header('x-yahooj-autherror') ?? ''}`;
    return { ok: false, error: errorOfStatus(answer.status, raw, authHeaders), raw };
  }
  try {
    return { ok: true, value: read(raw), raw };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error, raw };
    throw error;
  }
}
