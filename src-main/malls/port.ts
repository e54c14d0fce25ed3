import type { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { MallCode, ShopEnvironment } from '#shared/domain/mall.ts';
import type { MallOperation, MallOperationKind, MallWarning } from '#shared/domain/mall-operation.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { MallPermit } from '../core/ports/fraud-permit.ts';
import type { SecretName } from '../core/ports/secret-store.ts';

/** The secrets of one shop in one scope, as an adapter may use them: read for the call in hand, write renewed ones. */
export interface ShopSecrets {
  lease(name: SecretName): Promise<string | null>;
  put(name: SecretName, value: string): Promise<void>;
  remove(name: SecretName): Promise<void>;
}

/** Tells one consent of a scope from the next: when it was given; null before the first. */
export type ConsentMark = Moment | null;

/** What an adapter tells the core about the connection while it works; `under` is the mark taken before the call began. */
export type ConnectionEvent = { readonly at: Moment; readonly under: ConsentMark } & (
  | /** The mall judged the signature of a call (Yahoo: X-SWS-Authorize-Status); `signed` = we sent one. */
  { readonly kind: 'verdict'; readonly value: string; readonly signed: boolean }
  /** The mall ended the consent or refused its renewal; only a new consent helps. */
  | { readonly kind: 'ended'; readonly error: AppError }
);

/** One shop in one scope: everything an adapter needs for a call. */
export interface MallConnection {
  readonly shop: {
    readonly id: ShopId;
    readonly sellerId: string;
    readonly clientId: string;
    readonly environment: ShopEnvironment;
  };
  /** Distinguishes token caches and refresh mutexes: a consent is never shared between scopes (spec §2.1). */
  readonly scope: 'terminal' | 'shared';
  /**
   * The client certificate to present on API calls, if there is one that has not expired; the pair itself lies
   * in the secrets `api-certificate` and `api-certificate-key`.
   */
  readonly certificate: { readonly fingerprint: string } | null;
  readonly secrets: ShopSecrets;
  /**
   * Awaited before every renewal of an access token. Throws the AppError with which the call then fails: no
   * token request leaves while this PC's clock is rejected (spec §2.2).
   */
  beforeTokenRenewal(): Promise<void>;
  /** The consent that holds now. */
  consentMark(): ConsentMark;
  /** What is said of a call that began under an earlier consent is passed over: it says nothing about this one. */
  report(event: ConnectionEvent): void;
}

/** Which orders to look for: [from, to) in epoch ms, by the time named. */
export interface FindOrders {
  readonly by: 'ordered' | 'published';
  readonly from: Moment;
  readonly to: Moment;
}

/** An order found by a listing, with what tells whether it changed ('' / null when the mall does not say). */
export interface OrderRef {
  readonly mallOrderId: string;
  readonly mallVersion: string;
  readonly mallUpdatedAt: Moment | null;
}

/** One order's answer: usable, or the error with whatever was received. */
export type FetchedOrder =
  | { readonly ok: true; readonly mallOrderId: string; readonly order: MallOrder; readonly raw: Uint8Array }
  | {
      readonly ok: false;
      readonly mallOrderId: string;
      readonly error: AppError;
      readonly raw: Uint8Array | null;
    };

/** What a mall can be told (spec §4 Write-back). What is not named it cannot do. */
export interface MallCapabilities {
  readonly operations: ReadonlySet<MallOperationKind>;
  /** Ids of `orderFields` that a `fields` operation may send. */
  readonly sendableFields: readonly string[];
}

/** What became of an operation that left this computer, or that the mall refused. */
export type SendResult =
  /** Done. `isAppliedLater`: the mall has taken it but carries it out later; until then the order stands as it was. */
  | {
      readonly kind: 'accepted';
      readonly warnings: readonly MallWarning[];
      readonly isAppliedLater: boolean;
    }
  /** The mall does not do this to this order; a retryable error says that it may do it later. */
  | { readonly kind: 'refused'; readonly error: AppError }
  /** The request left and no usable answer came: the mall may have done it or not. */
  | { readonly kind: 'unknown'; readonly error: AppError };

/** What goes with an operation; which one it is, the permit says. */
export interface SendOperation {
  /** The order it is about; a `fields` operation sends its values. */
  readonly order: MallOrder;
  /** Name of who asked for it, for the mall's own history. */
  readonly operationUser: string;
}

/** A consent in progress: what must be remembered between opening the browser and redeeming the code. */
export interface PendingConsent {
  readonly authorizationUrl: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Consent by browser, for malls that have it (Yahoo, Amazon). */
export interface MallConsent {
  /**
   * What a pasted text names before it is known whose it is: the `state`s of an address, or a code that came
   * alone. `redeem` judges it.
   */
  inspect(pasted: string): { readonly states: readonly string[]; readonly bareCode: string | null };
  begin(connection: MallConnection, redirectUri: string): Promise<PendingConsent>;
  /**
   * Redeems the redirected address and keeps the tokens in the connection's secrets. Nothing is kept when it
   * throws: `consent_state_mismatch`, `consent_code_missing`, `consent_denied`, `consent_redirect_mismatch`,
   * `consent_code_used`, `consent_code_expired`, `consent_code_mismatch`, `auth_client_invalid`, `auth_failed`, `mall_unreachable`, `mall_timeout`.
   */
  redeem(connection: MallConnection, pending: PendingConsent, redirected: string): Promise<void>;
}

/**
 * A mall as the core sees it. Errors that concern the whole connection (session, permission, maintenance,
 * network) are thrown as AppError; those of a single order come inside `FetchedOrder`.
 */
export interface MallPort {
  readonly mall: MallCode;
  /** How many orders one fetch call carries: Yahoo 1, 楽天 100. */
  readonly fetchBatchSize: number;
  /** null for malls that use keys only. */
  readonly consent: MallConsent | null;
  /** Pages of references, each as it arrives. */
  findOrders(
    connection: MallConnection,
    find: FindOrders,
    signal: AbortSignal,
  ): AsyncIterable<readonly OrderRef[]>;
  /** Fetches up to `fetchBatchSize` orders; rate limits are kept inside. */
  fetchOrders(
    connection: MallConnection,
    mallOrderIds: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly FetchedOrder[]>;
  readonly capabilities: MallCapabilities;
  /**
   * What the mall is known to refuse about an operation in the order's present state: AppError
   * `mall_operation_invalid` with `field` and `reason`, null when nothing is known against it. A retryable one says
   * that time mends it, at the moment `until`.
   */
  check(operation: MallOperation, order: MallOrder): AppError | null;
  /**
   * Sends the operation of the permit, once: a repetition happens only after an answer that surely refused it. Throws AppError for
   * errors of the connection after which the request surely was not carried out: no connection, no token, no
   * permission, the mall's documented refusals (maintenance, too many requests). Aborting a request that is on its way
   * ends as `unknown`.
   */
  send(
    connection: MallConnection,
    permit: MallPermit,
    send: SendOperation,
    signal: AbortSignal,
  ): Promise<SendResult>;
}
