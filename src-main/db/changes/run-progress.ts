import type { AppErrorShape } from '#shared/domain/errors.ts';
import type { ImportRunId } from '#shared/domain/ids.ts';
import type { RunItemState } from '../../core/ports/run-changes.ts';
import { runItemStateCodes } from '../codes.ts';
import type { Database } from '../database.ts';
import { createRunFinder } from './run-rows.ts';

type DoneState = Exclude<RunItemState, 'pending'>;

export interface RunItem {
  readonly runId: ImportRunId;
  readonly mallOrderId: string;
  readonly state: DoneState;
  readonly orderId: number;
  readonly error: AppErrorShape | null;
}

/** Notes in a run's list what became of each order, and keeps the run's counts. */
export interface RunProgress {
  /** Inside a transaction: one order is done. Throws `not_found` for an unknown run. */
  add(item: RunItem): void;
  /** Before COMMIT: writes the counts that `add` gathered. */
  write(): void;
  /** After a rollback. */
  discard(): void;
}

interface Gathered {
  readonly no: number;
  found: number;
  readonly by: { [state in DoneState]: number };
}

export function createRunProgress(database: Database): RunProgress {
  const findRun = createRunFinder(database);
  const finishPending = database.query(
    `UPDATE import_run_items SET state = ?, order_id = ?, error = ?
     WHERE run_no = ? AND mall_order_id = ? AND state = ${runItemStateCodes.pending}`,
  );
  const findItem = database.query<{ seq: number; state: number }>(
    'SELECT seq, state FROM import_run_items WHERE run_no = ? AND mall_order_id = ?',
  );
  const updateItem = database.query(
    'UPDATE import_run_items SET state = ?, order_id = ?, error = ? WHERE run_no = ? AND seq = ?',
  );
  const addItem = database.query(
    `INSERT INTO import_run_items (run_no, seq, mall_order_id, state, order_id, error)
     VALUES (?, (SELECT ifnull(max(seq), 0) + 1 FROM import_run_items WHERE run_no = ?), ?, ?, ?, ?)`,
  );
  const addCounts = database.query(
    `UPDATE import_runs SET found = found + ?, created = created + ?, updated = updated + ?,
       unchanged = unchanged + ?, failed = failed + ? WHERE no = ?`,
  );
  const gathered = new Map<ImportRunId, Gathered>();

  const countsOf = (runId: ImportRunId): Gathered => {
    const known = gathered.get(runId);
    if (known !== undefined) return known;
    const by = { created: 0, updated: 0, unchanged: 0, failed: 0 };
    const counts = { no: findRun(runId).no, found: 0, by };
    gathered.set(runId, counts);
    return counts;
  };

  return {
    add: ({ runId, mallOrderId, state, orderId, error }) => {
      const counts = countsOf(runId);
      const code = runItemStateCodes[state];
      const errorText = error === null ? null : JSON.stringify(error);
      counts.by[state] += 1;
      if (finishPending.run(code, orderId, errorText, counts.no, mallOrderId).changes === 1) return;
      const item = findItem.get(counts.no, mallOrderId);
      if (item === undefined) {
        addItem.run(counts.no, counts.no, mallOrderId, code, orderId, errorText);
        counts.found += 1;
        return;
      }
      updateItem.run(code, orderId, errorText, counts.no, item.seq);
      const before = doneStateOf(item.state);
      if (before !== undefined) counts.by[before] -= 1;
    },
    write: () => {
      for (const { no, found, by } of gathered.values()) {
        addCounts.run(found, by.created, by.updated, by.unchanged, by.failed, no);
      }
      gathered.clear();
    },
    discard: () => gathered.clear(),
  };
}

const doneStateOf = (code: number): DoneState | undefined =>
  (['created', 'updated', 'unchanged', 'failed'] as const).find((state) => runItemStateCodes[state] === code);
