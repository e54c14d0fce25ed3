import type { EmailAuth } from '#shared/contract/email-auth.ts';
import type { ApiCertificate, ShopInput } from '#shared/contract/shops.ts';
import type { OrderId, PhaseId, ShopId } from '#shared/domain/ids.ts';
import type { FraudHoldStatus } from '#shared/domain/order-status.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import type { JstDate, Moment } from '#shared/domain/time.ts';

/** A shop as stored: shared settings, its import cursor, and whether it was removed. */
export interface ShopRecord extends ShopInput {
  readonly id: ShopId;
  readonly version: number;
  readonly lastImportTo: Moment | null;
  readonly lastImportAt: Moment | null;
}

/**
 * What is known of one scope's connection to a shop, without any secret: the consent and the public key's
 * visible facts (spec §2.1). This terminal's own and the shared one are records apart.
 */
export interface SessionRecord {
  readonly shopId: ShopId;
  readonly scope: SessionScope;
  readonly consentedAt: Moment | null;
  /** When the mall said that the consent ended, and the error code it said it with. */
  readonly endedAt: Moment | null;
  readonly endedReason: string | null;
  /** Last X-SWS-Authorize-Status since the consent, and when the first unsigned or refused call happened. */
  readonly lastVerdict: string | null;
  readonly lastVerdictAt: Moment | null;
  readonly unsignedSince: Moment | null;
  readonly key: {
    readonly keyVersion: string;
    readonly bits: number;
    readonly fingerprint: string;
    readonly issuedOn: JstDate;
  } | null;
  readonly certificate: CertificateRecord | null;
}

/** An email authentication as stored. What must be remembered until the code comes is sealed by the vault. */
export interface EmailAuthRecord extends EmailAuth {
  /** SHA-256 of the link's `state`, hex: finds the attempt that a pasted address belongs to. */
  readonly stateHash: string;
  /** The sealed verifier, state and nonce; '' once it has ended. */
  readonly sealed: string;
}

/** The visible facts of an API certificate. `subject` and `issuer` hold one `KEY=value` per line. */
export type CertificateRecord = Omit<ApiCertificate, 'storeMatch'>;

/**
 * The most urgent warning given so far for one end of one thing (spec §2.5). A renewal gives the thing another
 * end and so another record; `distanceMs` 0 says that it has stopped.
 */
export interface ExpiryAnnouncement {
  readonly itemId: string;
  readonly dueAt: Moment;
  readonly distanceMs: number;
  readonly announcedAt: Moment;
  /** The operator put the banner of this warning away. */
  readonly dismissed: boolean;
}

export interface StoredOrderState {
  readonly orderId: OrderId;
  readonly phaseId: PhaseId;
  readonly mallVersion: string;
  readonly mallUpdatedAt: Moment | null;
  /** Its last answer could not be used: it must be fetched again even if the mall's version is unchanged. */
  readonly hasImportError: boolean;
}

/** What a change of an order's phase or state at the mall depends on. */
export interface OrderStanding {
  readonly orderId: OrderId;
  readonly version: number;
  readonly phaseId: PhaseId;
  readonly fraudHold: FraudHoldStatus;
}

/** Fields of an order as they stand. `hasData` false: it was never read from the mall and has only a memo. */
export interface FieldStanding {
  readonly version: number;
  readonly phaseId: PhaseId;
  readonly hasData: boolean;
  readonly texts: ReadonlyMap<string, string>;
}

/** A field's change with who made it. Phases as their ids in decimal. */
export interface ChangeSince {
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly actor: string;
  readonly terminal: string;
}
