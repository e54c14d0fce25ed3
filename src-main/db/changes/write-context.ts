import type { ShopId } from '#shared/domain/ids.ts';
import type { Change, ChangeOutcome, CommitOrigin } from '../../core/ports/store.ts';
import type { DayTotals } from '../day-totals.ts';
import type { FacetCounts } from '../facets.ts';
import type { PhaseMoves } from '../orders/phase-moves.ts';
import type { RawPacks } from '../raw-packs.ts';
import type { ItemDictionary } from '../search/item-dictionary.ts';
import type { NoticeBook } from './notice-book.ts';
import type { RunProgress } from './run-progress.ts';

export type Entity =
  | 'order'
  | 'shop'
  | 'view'
  | 'phase'
  | 'setting'
  | 'importRun'
  | 'session'
  | 'emailAuth'
  | 'clock'
  | 'expiry'
  | 'outbox'
  | 'job'
  | 'rule'
  | 'fraudRelease'
  | 'autoImport'
  | 'emergencyStop'
  | 'notice';

export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** What every change handler works with while its commit's transaction is open. */
export interface WriteContext {
  readonly origin: CommitOrigin;
  /** The revision on which this commit builds. */
  readonly baseRevision: number;
  readonly facets: FacetCounts;
  readonly days: DayTotals;
  readonly raws: RawPacks;
  readonly items: ItemDictionary;
  readonly moves: PhaseMoves;
  readonly progress: RunProgress;
  readonly notices: NoticeBook;
  /** A shop's number. Throws `not_found` for an unknown or removed shop. */
  shopNo(id: ShopId): number;
  /** The entity differs after this commit: readers are told, and the commit gets a revision. */
  touch(entity: Entity, id: string | number): void;
  /** Adds a line to the history of an entity other than an order. */
  remember(line: {
    entity: Exclude<Entity, 'order'>;
    key: string;
    action: string;
    changes?: readonly FieldChange[];
  }): void;
  /**
   * Adds a line to the history of an order. `version` is the one that this change gave the order; null when it changed
   * nothing of the order itself.
   */
  rememberOrder(line: {
    orderId: number;
    version: number | null;
    action: string;
    changes?: readonly FieldChange[];
    why?: string;
  }): void;
}

export type ChangeOf<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

/** Applies one kind of change inside the transaction; throws AppError to undo the whole commit. */
export type Handler<Kind extends Change['kind']> = (
  context: WriteContext,
  change: ChangeOf<Kind>,
) => ChangeOutcome;

export const done: ChangeOutcome = { kind: 'done' };
