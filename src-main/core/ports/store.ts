import type { EmailAuth } from '#shared/contract/email-auth.ts';
import type { FraudRelease } from '#shared/contract/fraud.ts';
import type { ImportRun } from '#shared/contract/imports.ts';
import type { HistoryEntry, OrderDetail, OrderView, OrderWindow } from '#shared/contract/orders.ts';
import type { ImportRule } from '#shared/contract/rules.ts';
import type { ShopInput } from '#shared/contract/shops.ts';
import type { ChangeEvent } from '#shared/contract/system.ts';
import type { ClockCheck } from '#shared/domain/clock-check.ts';
import type { AppErrorShape } from '#shared/domain/errors.ts';
import type { ImportRunId, OrderId, PhaseId, ShopId } from '#shared/domain/ids.ts';
import type { OrderQuery } from '#shared/domain/order-query.ts';
import type { FraudHoldStatus } from '#shared/domain/order-status.ts';
import type { Phase } from '#shared/domain/phase.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { AutoImportChange, AutoImportReader } from './auto-import-store.ts';
import type { StopChange, StopReader } from './emergency-stops.ts';
import type { JobChange, JobReader } from './job-store.ts';
import type { NoticeChange, NoticeReader } from './notices.ts';
import type { OrderChange } from './order-changes.ts';
import type { ReadOrderFields } from './order-field-rows.ts';
import type { OutboxChange, OutboxReader } from './outbox.ts';
import type {
  ChangeSince,
  EmailAuthRecord,
  ExpiryAnnouncement,
  FieldStanding,
  OrderStanding,
  SessionRecord,
  ShopRecord,
  StoredOrderState,
} from './records.ts';
import type { RunChange } from './run-changes.ts';

export type PhaseInput = Pick<Phase, 'name' | 'color' | 'kind'>;

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
  | RunChange
  | OrderChange
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
