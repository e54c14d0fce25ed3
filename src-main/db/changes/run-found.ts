import { runItemStateCodes } from '../codes.ts';
import type { Database } from '../database.ts';
import { createRunFinder } from './run-rows.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

export function createRunFound(database: Database): Handler<'run.found'> {
  const findRun = createRunFinder(database);
  const lastSeq = database.query<{ seq: number | null }>(
    'SELECT max(seq) AS seq FROM import_run_items WHERE run_no = ?',
  );
  const insert = database.query(
    `INSERT INTO import_run_items (run_no, seq, mall_order_id, state) VALUES (?, ?, ?, ${runItemStateCodes.pending})
     ON CONFLICT (run_no, mall_order_id) DO NOTHING`,
  );
  const addFound = database.query('UPDATE import_runs SET found = found + ? WHERE no = ?');
  return (context, { runId, mallOrderIds }) => {
    const run = findRun(runId);
    let seq = lastSeq.get(run.no)?.seq ?? 0;
    let added = 0;
    for (const mallOrderId of mallOrderIds) {
      seq += 1;
      added += insert.run(run.no, seq, mallOrderId).changes;
    }
    if (added === 0) return done;
    addFound.run(added, run.no);
    context.touch('importRun', runId);
    return done;
  };
}
