import type { EmailAuth } from '#shared/contract/email-auth.ts';
import type { FraudRelease } from '#shared/contract/fraud.ts';
import type { ImportRun } from '#shared/contract/imports.ts';
import type { HistoryEntry, OrderDetail, OrderView, OrderWindow } from '#shared/contract/orders.ts';
import type { ImportRule } from '#shared/contract/rules.ts';
import type { ApiCertificate, ShopInput } from '#shared/contract/shops.ts';
import type { ChangeEvent } from '#shared/contract/system.ts';
import type { ClockCheck } from '#shared/domain/clock-check.ts';
import type { AppErrorShape } from '#shared/domain/errors.ts';
import type { ImportRunId, OrderId, PhaseId, ShopId } from '#shared/domain/ids.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { OrderQuery } from '#shared/domain/order-query.ts';
import type { FraudHoldStatus } from '#shared/domain/order-status.ts';
import type { Phase } from '#shared/domain/phase.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import type { JstDate, Moment } from '#shared/domain/time.ts';
import type { AutoImportChange, AutoImportReader } from './auto-import-store.ts';
import type { StopChange, StopReader } from './emergency-stops.ts';
import type { BeginPermit, EditPermit, PhasePermit } from './fraud-permit.ts';
import type { JobChange, JobReader } from './job-store.ts';
import type { NoticeChange, NoticeReader } from './notices.ts';
import type { ReadOrderFields } from './order-field-rows.ts';
import type { OutboxChange, OutboxReader } from './outbox.ts';

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

/** How one order stands inside a run's list. */
export type RunItemState = 'pending' | 'created' | 'updated' | 'unchanged' | 'failed';

/** A rule's move of an order that is being imported. */
export type RuleMove =
  | { readonly kind: 'permitted'; readonly to: PhaseId; readonly permit: BeginPermit }
  | { readonly kind: 'refused'; readonly to: PhaseId };

export type PhaseInput = Pick<Phase, 'name' | 'color' | 'kind'>;

/** Every way in which a field's edit can be asked for; `drop` gives fields back to the mall's value. */
export type EditPath = 'detail' | 'bulk' | 'undo' | 'csv' | 'drop';

/** An editable field (id of `orderFields`) with its text as seen and as wanted; '' for an empty one. */
export interface EditedValue {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** Everything that can be written. Serializable data, so that what stands behind `commit` can change. */
export type Change =
  | { readonly kind: 'shop.create'; readonly id: ShopId; readonly shop: ShopInput }
  | {
      readonly kind: 'shop.update';
      readonly id: ShopId;
      readonly expectedVersion: number;
      readonly shop: ShopInput;
    }
  | { readonly kind: 'shop.remove'; readonly id: ShopId; readonly expectedVersion: number }
  | { readonly kind: 'session.set'; readonly session: SessionRecord }
  /** A shared secret, sealed by the vault; `owner` is a shop's id or `all`. null removes it. */
  | {
      readonly kind: 'sharedSecret.set';
      readonly owner: string;
      readonly name: string;
      readonly sealed: string | null;
    }
  /** `expected`: the stored state seen, null for a new one; another answers `conflict`. */
  | {
      readonly kind: 'emailAuth.set';
      readonly expected: EmailAuth['state'] | null;
      readonly emailAuth: EmailAuthRecord;
    }
  | {
      readonly kind: 'run.start';
      readonly run: Pick<
        ImportRun,
        'id' | 'batchId' | 'shopId' | 'trigger' | 'startedAt' | 'periodFrom' | 'periodTo'
      >;
    }
  /** Orders found by a listing page, in the mall's order; ids already listed in the run are ignored. */
  | { readonly kind: 'run.found'; readonly runId: ImportRunId; readonly mallOrderIds: readonly string[] }
  /** The list is complete: from here on a resumed run goes on with its pending items. */
  | { readonly kind: 'run.listed'; readonly runId: ImportRunId }
  | {
      readonly kind: 'run.finish';
      readonly runId: ImportRunId;
      readonly state: 'completed' | 'cancelled' | 'failed' | 'interrupted';
      readonly at: Moment;
      readonly error: AppErrorShape | null;
    }
  /*
   * Finishing as `completed` also moves the shop's import cursor: lastImportAt becomes `at`, and lastImportTo the
   * later of itself and the run's periodTo – but only if the run's period begins at or before lastImportTo (or
   * there is none): an import of some earlier days must leave no gap behind the cursor.
   */
  /** A cancelled, failed or interrupted run goes on. */
  | { readonly kind: 'run.resume'; readonly runId: ImportRunId; readonly at: Moment }
  /**
   * A good answer for one order. New → inserted in `phaseIfNew`; in 失敗 without ever a good answer → moved to
   * `phaseIfNew`; otherwise its mall data are brought up to date and the phase stays. Equal data change
   * nothing (no version, no history, no raw answer). What an operator edited here stays but for `givenUp`; the
   * mall's value is kept beneath it. A hold that is lifted is told of (`fraudReleases`).
   */
  | {
      readonly kind: 'order.import';
      readonly runId: ImportRunId | null;
      readonly shopId: ShopId;
      readonly order: MallOrder;
      /** The answer as received, kept compressed for support; null for what the mall accepted from us just now. */
      readonly raw: Uint8Array | null;
      readonly phaseIfNew: PhaseId;
      /**
       * The rule that decides instead of `phaseIfNew` where a new order begins. Refused by the fraud guard: it begins
       * in 失敗, and the change is offered once the hold is lifted (spec §4.1).
       */
      readonly byRule?: { readonly name: string; readonly move: RuleMove };
      /** Locally edited fields that take the mall's value again. */
      readonly givenUp?: readonly string[];
      /** 注文再取込: the history says so. */
      readonly isReimport?: boolean;
    }
  /**
   * An order whose answer could not be used: unknown so far → a row in 失敗 with the error and the raw
   * answer; known → its data and phase stay, the error is shown and kept in the history.
   */
  | {
      readonly kind: 'order.importFailed';
      readonly runId: ImportRunId | null;
      readonly shopId: ShopId;
      readonly mallOrderId: string;
      readonly error: AppErrorShape;
      readonly raw: Uint8Array | null;
    }
  /**
   * Moves an order to another phase. Only with a permit of the fraud guard for this very move: a forged one answers
   * `forbidden`, an outdated one `conflict`. `why` names in the history what moved it, '' where the permit's path
   * says it all. `refused`: the phase that an import rule (`why`) wanted and the fraud guard refused; it is offered once
   * the hold is lifted (spec §4.1).
   */
  | {
      readonly kind: 'order.phase';
      readonly permit: PhasePermit;
      readonly why: string;
      readonly refused?: PhaseId;
    }
  /**
   * 「受注取込」 met a held order for which no rule holds: it stays in staging, and the way to `phaseId` is offered once
   * the hold is lifted. Its history tells it once.
   */
  | { readonly kind: 'order.acceptRefused'; readonly orderId: OrderId; readonly phaseId: PhaseId }
  /**
   * Changes editable fields of an order, all or none: each only while it still is `before` (else `conflict`). What
   * then differs from the mall's value is kept at every import. Only with a permit of the guard (`forbidden`,
   * `conflict` as for `order.phase`).
   */
  | {
      readonly kind: 'order.edit';
      readonly permit: EditPermit;
      readonly by: EditPath;
      readonly values: readonly EditedValue[];
      readonly why: string;
    }
  /**
   * An order that a CSV file tells of and nobody knew: never a held one (`forbidden`). It has no version of the mall's,
   * so that an import completes it. `conflict` when it is known by now. `why` names the file.
   */
  | {
      readonly kind: 'order.csvCreate';
      readonly shopId: ShopId;
      readonly order: MallOrder;
      readonly permit: BeginPermit;
      readonly memo: string;
      readonly why: string;
    }
  /** Somebody answered a lifted hold; `accepted`: the refused change is made in the same commit. */
  | {
      readonly kind: 'release.close';
      readonly orderId: OrderId;
      readonly answer: 'accepted' | 'dismissed';
    }
  | { readonly kind: 'phase.create'; readonly phase: PhaseInput }
  /** A built-in phase keeps its kind. */
  | {
      readonly kind: 'phase.update';
      readonly phaseId: PhaseId;
      readonly expectedVersion: number;
      readonly phase: PhaseInput;
    }
  | { readonly kind: 'phase.reorder'; readonly phaseIds: readonly PhaseId[] }
  /** Removes a phase without orders: they are moved before. What names it as a goal goes to `moveTo`. */
  | {
      readonly kind: 'phase.remove';
      readonly phaseId: PhaseId;
      readonly expectedVersion: number;
      readonly moveTo: PhaseId | null;
    }
  /** `expectedVersion` null for a new rule, which is tried last. */
  | {
      readonly kind: 'rule.save';
      readonly expectedVersion: number | null;
      readonly rule: Omit<ImportRule, 'version'>;
    }
  | { readonly kind: 'rule.reorder'; readonly ids: readonly string[] }
  | { readonly kind: 'rule.remove'; readonly id: string; readonly expectedVersion: number }
  /** A comparison of this PC's clock with true time; only the latest `clockHistoryLength` are kept. */
  | { readonly kind: 'clock.checked'; readonly check: ClockCheck }
  /** A warning is given: replaces the earlier, less urgent one of the same end, and shows its banner again. */
  | { readonly kind: 'expiry.announced'; readonly announcement: Omit<ExpiryAnnouncement, 'dismissed'> }
  | { readonly kind: 'expiry.dismissed'; readonly itemId: string; readonly dueAt: Moment }
  | { readonly kind: 'view.save'; readonly view: Omit<OrderView, 'builtIn' | 'position'> }
  | OutboxChange
  | AutoImportChange
  | NoticeChange
  | StopChange
  | { readonly kind: 'view.remove'; readonly viewId: string }
  | JobChange
  /** Own and shared views; those not named come last, unknown ones are passed over. */
  | { readonly kind: 'view.reorder'; readonly viewIds: readonly string[] }
  | { readonly kind: 'setting.set'; readonly key: string; readonly value: unknown };

/** Who caused a commit, on which terminal, when; becomes part of the history. */
export interface CommitOrigin {
  readonly actor: string;
  readonly terminal: string;
  readonly at: Moment;
  /** A command repeated with the same key returns the first answer (see CommandLog). */
  readonly note?: string;
}

/** What became of one change, in the order given. */
export type ChangeOutcome =
  | {
      readonly kind: 'order';
      readonly orderId: OrderId;
      readonly result: 'created' | 'updated' | 'unchanged' | 'failed';
    }
  | { readonly kind: 'shop'; readonly shop: ShopRecord }
  | { readonly kind: 'outbox'; readonly entryId: number }
  | { readonly kind: 'phase'; readonly phaseId: PhaseId }
  | { readonly kind: 'done' };

export interface CommitResult {
  readonly revision: number;
  readonly outcomes: readonly ChangeOutcome[];
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

/** Reading side; every call is synchronous and fast. */
export interface StoreReader extends JobReader, StopReader {
  revision(): number;
  info(): { schemaVersion: number; sizeBytes: number; openMs: number };
  shops(): ShopRecord[];
  shop(id: ShopId): ShopRecord | null;
  session(shopId: ShopId, scope: SessionScope): SessionRecord | null;
  /** Of both scopes. */
  sessions(): SessionRecord[];
  sharedSecret(owner: string, name: string): string | null;
  emailAuth(id: string): EmailAuthRecord | null;
  latestEmailAuth(shopId: ShopId): EmailAuthRecord | null;
  emailAuthByState(stateHash: string): EmailAuthRecord | null;
  phases(): Phase[];
  /**
   * A window of the list. Free conditions are answered from what was found within some 50 ms (`totalIsExact` false);
   * the rest is looked for between other work, and the event `windowGrew` says when to ask again.
   */
  orderWindow(query: OrderQuery & { offset: number; limit: number }): OrderWindow;
  /** Orders per phase and view; `exact` false as for windows. */
  orderCounts(shopIds?: readonly ShopId[]): {
    phases: { phaseId: PhaseId; count: number }[];
    views: { viewId: string; count: number; exact: boolean }[];
  };
  order(id: OrderId): OrderDetail | null;
  /** Of the orders that exist, by id. */
  orderStandings(ids: readonly OrderId[]): Map<OrderId, OrderStanding>;
  /** The present texts of editable fields of the orders that exist. */
  fieldStandings(ids: readonly OrderId[], fields: readonly string[]): Map<OrderId, FieldStanding>;
  /** Every change of an order's fields and phase after it had this version, oldest first. */
  orderChangesSince(id: OrderId, version: number): ChangeSince[];
  /** Orders of a phase, in no particular order. */
  phaseOrders(phaseId: PhaseId, limit: number): OrderId[];
  /** How many orders of a phase are in these hold states. */
  countInPhase(phaseId: PhaseId, fraudHolds: readonly FraudHoldStatus[]): number;
  /** In the order in which they are tried. */
  importRules(): ImportRule[];
  /** Lifted holds that nobody has answered, newest first. */
  fraudReleases(): FraudRelease[];
  orderHistory(id: OrderId): HistoryEntry[];
  orderRaw(id: OrderId): { at: Moment; kind: 'order' | 'error'; text: string }[];
  orderStates(shopId: ShopId, mallOrderIds: readonly string[]): Map<string, StoredOrderState>;
  readonly orderFields: ReadOrderFields;
  views(): OrderView[];
  importRun(id: ImportRunId): (ImportRun & { listed: boolean }) | null;
  importRuns(limit: number): ImportRun[];
  /** Runs that stand as running: after a start of the host, those that died. */
  runningImportRuns(): ImportRun[];
  /** The next pending mall order ids of a run, in list order. */
  pendingRunItems(runId: ImportRunId, limit: number): string[];
  runFailures(runId: ImportRunId): { mallOrderId: string; orderId: OrderId | null; error: AppErrorShape }[];
  /** Orders of a shop whose last answer could not be used, oldest failure first: each import tries them again. */
  importErrorOrders(shopId: ShopId, limit: number): string[];
  readonly outbox: OutboxReader;
  readonly autoImport: AutoImportReader;
  readonly notices: NoticeReader;
  /** Orders and yen on each of `count` Japanese days up to that of `now`, oldest first (cancelled ones left out). */
  dayTotals(now: Moment, count: number, shopIds?: readonly ShopId[]): { orders: number; yen: number }[];
  /** New orders nobody has looked at, held ones, and those whose last answer could not be used. */
  attentionCounts(shopIds?: readonly ShopId[]): { unseen: number; held: number; importErrors: number };
  /** Orders that wait to be looked at: all in 「自動受注取込」, unread ones in 新規受付; those of demo shops left out. */
  waitingOrders(): number;
  /** The shop's latest import run; where that is an idle cycle of the loop, the last one that brought orders. */
  latestImportRun(shopId: ShopId): ImportRun | null;
  setting(key: string): unknown;
  /** This terminal's latest clock checks, newest first. */
  clockChecks(limit: number): ClockCheck[];
  /** Every warning on record, in no particular order. */
  expiryAnnouncements(): ExpiryAnnouncement[];
}

/** Remembers answers of commands by idempotency key, so that a repeated command does nothing twice. */
export interface CommandLog {
  find(key: string): { operation: string; answer: unknown } | null;
  keep(key: string, operation: string, answer: unknown, at: Moment): void;
}

/** The local database as the core sees it. One writer; `commit` is one synchronous transaction. */
export interface Store extends StoreReader {
  /**
   * Applies all changes or none. Throws AppError `conflict` when an expected version is outdated,
   * `not_found`, `shop_duplicate`, and the `db_*` codes.
   */
  commit(changes: readonly Change[], origin: CommitOrigin): CommitResult;
  /** Called after each commit with what changed; returns the unsubscribe function. */
  subscribe(listener: (events: readonly ChangeEvent[]) => void): () => void;
  readonly commands: CommandLog;
  close(): void;
}
