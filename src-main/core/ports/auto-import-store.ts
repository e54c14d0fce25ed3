import type { ImportLease, Reconciliation, ShopAutoImport, StripRun } from '#shared/contract/auto-import.ts';
import type { ImportCounts, ImportRun } from '#shared/contract/imports.ts';
import type { AppErrorShape } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { Moment } from '#shared/domain/time.ts';

/** A lease as stored: `beat` changes with every sign of life of its owner. */
export interface StoredLease extends ImportLease {
  readonly beat: number;
}

/** Writes of leases, of the loop's settings and of its records (spec §3 Auto). */
export type AutoImportChange =
  /**
   * Takes a shop's lease: a free one (`instead` null), or that of an owner found dead, whose runs are then interrupted.
   * Throws `import_busy`.
   */
  | {
      readonly kind: 'lease.take';
      readonly lease: ImportLease;
      readonly instead: Pick<StoredLease, 'owner' | 'beat'> | null;
    }
  /** A sign of life. Throws `import_lease_lost`. */
  | {
      readonly kind: 'lease.renew';
      readonly shopId: ShopId;
      readonly owner: string;
      readonly expiresAt: Moment;
    }
  /** Nothing of this commit is written unless the owner still holds the lease. Throws `import_lease_lost`. */
  | { readonly kind: 'lease.hold'; readonly shopId: ShopId; readonly owner: string }
  /** Nothing happens when another has it by now. */
  | { readonly kind: 'lease.release'; readonly shopId: ShopId; readonly owner: string }
  /** `expectedVersion` 0 for settings never saved; another answers `conflict`. */
  | {
      readonly kind: 'autoImport.set';
      readonly shopId: ShopId;
      readonly expectedVersion: number;
      readonly settings: ShopAutoImport;
    }
  /**
   * A whole run that had nothing to fetch, or did not get so far: one row, no history. A completed one moves the cursor
   * as `run.finish` does.
   */
  | {
      readonly kind: 'run.record';
      readonly run: Pick<
        ImportRun,
        'id' | 'batchId' | 'shopId' | 'trigger' | 'startedAt' | 'periodFrom' | 'periodTo'
      >;
      readonly state: 'completed' | 'failed' | 'cancelled';
      readonly at: Moment;
      readonly error: AppErrorShape | null;
    }
  /** Forgets some of the automatic runs and comparisons that are older than they need be. */
  | { readonly kind: 'run.prune'; readonly at: Moment }
  | {
      readonly kind: 'reconciliation.start';
      readonly reconciliation: Pick<Reconciliation, 'id' | 'shopId' | 'reason' | 'startedAt' | 'from' | 'to'>;
    }
  | {
      readonly kind: 'reconciliation.compared';
      readonly id: string;
      readonly shopId: ShopId;
      readonly listed: number;
      readonly missing: number;
      readonly changed: number;
    }
  | {
      readonly kind: 'reconciliation.finish';
      readonly id: string;
      readonly shopId: ShopId;
      readonly state: Exclude<Reconciliation['state'], 'running'>;
      readonly at: Moment;
      readonly gap: number;
      readonly error: AppErrorShape | null;
    };

/** What is read of the same. */
export interface AutoImportReader {
  leases(): StoredLease[];
  /** The defaults with version 0 while they were never saved. */
  settings(shopId: ShopId): { settings: ShopAutoImport; version: number };
  /** Orders of the shop in 「自動受注取込」. */
  staged(shopId: ShopId): number;
  /** Orders of the shop under fraud review. */
  held(shopId: ShopId): number;
  /** Runs that began in [from, to), oldest first. */
  strip(shopId: ShopId, from: Moment, to: Moment, limit: number): StripRun[];
  /** Automatic runs with orders, or that failed, newest first. */
  runs(shopId: ShopId | null, limit: number): ImportRun[];
  /** Sums over the automatic runs that began at `from` or later. */
  totals(shopId: ShopId, from: Moment): ImportCounts & { runs: number };
  /** When the last automatic run of the shop that completed ended. */
  lastSuccessAt(shopId: ShopId): Moment | null;
  reconciliation(id: string): Reconciliation | null;
  reconciliations(shopId: ShopId | null, limit: number): Reconciliation[];
  lastReconciliation(shopId: ShopId, state: 'any' | 'completed'): Reconciliation | null;
  /** Those that stand as running: after a start of the host, those that died. */
  runningReconciliations(): Reconciliation[];
}
