import type { ImportRun } from '#shared/contract/imports.ts';
import type { AppErrorShape } from '#shared/domain/errors.ts';
import type { ImportRunId } from '#shared/domain/ids.ts';
import type { Moment } from '#shared/domain/time.ts';

/** How one order stands inside a run's list. */
export type RunItemState = 'pending' | 'created' | 'updated' | 'unchanged' | 'failed';

/** What is written of an import run. */
export type RunChange =
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
  /**
   * Finishing as `completed` also moves the shop's import cursor: lastImportAt becomes `at`, and lastImportTo the
   * later of itself and the run's periodTo – but only if the run's period begins at or before lastImportTo (or
   * there is none): an import of some earlier days must leave no gap behind the cursor.
   */
  | {
      readonly kind: 'run.finish';
      readonly runId: ImportRunId;
      readonly state: 'completed' | 'cancelled' | 'failed' | 'interrupted';
      readonly at: Moment;
      readonly error: AppErrorShape | null;
    }
  /** A cancelled, failed or interrupted run goes on. */
  | { readonly kind: 'run.resume'; readonly runId: ImportRunId; readonly at: Moment };
