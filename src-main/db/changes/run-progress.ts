import type { AppErrorShape } from '#shared/domain/errors.ts';
import type { ImportRunId } from '#shared/domain/ids.ts';
import type { RunItemState } from '../../core/ports/store.ts';
import { runItemStateCodes } from '../codes.ts';
import type { Database } from '../database.ts';
import { createRunFinder } from './run-rows.ts';
import type { WriteContext } from './write-context.ts';

type DoneState = Exclude<RunItemState, 'pending'>;

/** Notes in a run's list what became of one order, and keeps the run's counts. */
export type RunProgress = (
  context: WriteContext,
  item: {
    runId: ImportRunId | null;
    mallOrderId: string;
    state: DoneState;
    orderId: number;
    error: AppErrorShape | null;
  },
) => void;

const stateOf = (code: number): RunItemState | undefined =>
  (Object.keys(runItemStateCodes) as RunItemState[]).find((state) => runItemStateCodes[state] === code);

export function createRunProgress(database: Database): RunProgress {
  const findRun = createRunFinder(database);
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
  const addFound = database.query('UPDATE import_runs SET found = found + 1 WHERE no = ?');
  const addCounts = database.query(
    `UPDATE import_runs SET created = created + ?, updated = updated + ?, unchanged = unchanged + ?,
       failed = failed + ? WHERE no = ?`,
  );

  return (context, { runId, mallOrderId, state, orderId, error }) => {
    if (runId === null) return;
    const run = findRun(runId);
    const item = findItem.get(run.no, mallOrderId);
    const code = runItemStateCodes[state];
    const errorText = error === null ? null : JSON.stringify(error);
    if (item === undefined) {
      addItem.run(run.no, run.no, mallOrderId, code, orderId, errorText);
      addFound.run(run.no);
    } else {
      updateItem.run(code, orderId, errorText, run.no, item.seq);
    }
    const before = item === undefined ? undefined : stateOf(item.state);
    const by = (counted: DoneState): number => Number(counted === state) - Number(counted === before);
    addCounts.run(by('created'), by('updated'), by('unchanged'), by('failed'), run.no);
    context.touch('importRun', runId);
  };
}
