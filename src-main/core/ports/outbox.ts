import type { OutboxEntry } from '#shared/contract/outbox.ts';
import type { AppErrorShape } from '#shared/domain/errors.ts';
import type { OrderId, PhaseId, ShopId } from '#shared/domain/ids.ts';
import type { MallWarning, OutboxState } from '#shared/domain/mall-operation.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { MallPermit } from './fraud-permit.ts';

/** A fact about an order before and after: `field` is an id of `orderFields`, or `error`. */
export interface FactChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** The order as the mall had it right before a request left: tells afterwards whether the request arrived. */
export interface OutboxBase {
  readonly mallVersion: string;
  readonly mallUpdatedAt: Moment | null;
  /** Texts of the fields the operation touches (ids of `orderFields`): as they stood, and as they are wanted. */
  readonly before: Readonly<Record<string, string>>;
  readonly wanted: Readonly<Record<string, string>>;
}

/** An outbox entry with what its sender needs. */
export interface OutboxRecord extends OutboxEntry {
  /** Failures in a row of which the mall surely did nothing. */
  readonly failures: number;
  readonly unknownSince: Moment | null;
  /** An operator wants it sent again unless a reading shows that it arrived. */
  readonly isAsked: boolean;
  readonly base: OutboxBase | null;
  /** An earlier operation of the same order that failed or may have arrived: it must be settled first. */
  readonly blockedBy: { readonly entryId: number; readonly state: OutboxState } | null;
}

/** How an entry goes on. `history` null: the order's history tells nothing new. */
export interface OutboxMove {
  readonly kind: 'outbox.move';
  readonly entryId: number;
  /** The states it may be in; another answers `outbox_not_waiting`. */
  readonly from: readonly OutboxState[];
  readonly to: OutboxState;
  readonly nextAt: Moment | null;
  readonly error: AppErrorShape | null;
  readonly failures: number;
  readonly isAsked?: boolean;
  /** Given when it leaves (`sending`), and kept until it leaves again. */
  readonly base?: OutboxBase;
  readonly warnings?: readonly MallWarning[];
  readonly history: { readonly action: string; readonly facts: readonly FactChange[] } | null;
}

/** Everything that is written about the outbox. */
export type OutboxChange =
  /**
   * Queues an operation. Only with a permit of the fraud guard: a forged one answers `forbidden`, one for another hold
   * state than the order's `conflict`. `facts`: what it will change, for the history.
   */
  | {
      readonly kind: 'outbox.enqueue';
      readonly permit: MallPermit;
      readonly phaseAfter: PhaseId | null;
      readonly facts: readonly FactChange[];
    }
  | OutboxMove
  /** The order of a done entry was read again. */
  | { readonly kind: 'outbox.read'; readonly entryId: number };

/** The outbox, as lists and senders read it. Every answer in the order of queueing unless it says otherwise. */
export interface OutboxReader {
  entry(entryId: number): OutboxRecord | null;
  /** Newest first. */
  list(input: {
    states?: readonly OutboxState[] | undefined;
    orderId?: OrderId | undefined;
    offset: number;
    limit: number;
  }): { entries: OutboxRecord[]; total: number };
  counts(shopIds?: readonly ShopId[]): { state: OutboxState; count: number }[];
  /** Entries of an order that are not settled: waiting, sending, failed, unknown. */
  open(orderId: OrderId): OutboxRecord[];
  /** Entries that stand as being sent: after a start of the host, those whose process died. */
  sending(): OutboxRecord[];
  /** Shops that have something to send or to read again. */
  busyShops(): ShopId[];
  /** The first entry that may be sent now: its time has come and nothing of its order stands before it. */
  sendable(shopId: ShopId, now: Moment): OutboxRecord | null;
  /** The first unknown entry that is due to be read again. */
  unknownDue(shopId: ShopId, now: Moment): OutboxRecord | null;
  /** The first done entry whose order was not read since. */
  readDue(shopId: ShopId): OutboxRecord | null;
  /** The next moment after `now` at which an entry of the shop becomes due; null when none does. */
  nextDueAt(shopId: ShopId, now: Moment): Moment | null;
}
