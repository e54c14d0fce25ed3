import type { NewJob } from '../../core/ports/job-store.ts';
import type { Database } from '../database.ts';
import type { WriteContext } from './write-context.ts';

/** Writes a job's own row, without any order yet; returns its number. */
export function createJobInsert(
  database: Database,
): (context: WriteContext, job: NewJob, state: 'running' | 'completed', undoDepth: number) => number {
  const insert = database.query(
    `INSERT INTO jobs (id, kind, state, facts, spec, actor, terminal, started_at, finished_at, total, done, unchanged,
       failed, sent, can_undo, undo_depth, undoes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, ?, ?, ?)`,
  );
  return ({ origin }, job, state, undoDepth) => {
    const facts = JSON.stringify(job.facts);
    const spec = JSON.stringify(job.spec ?? null);
    const finishedAt = state === 'completed' ? origin.at : null;
    return insert.run(
      job.id,
      job.kind,
      state,
      facts,
      spec,
      origin.actor,
      origin.terminal,
      origin.at,
      finishedAt,
      Number(job.canUndo),
      undoDepth,
      job.undoes,
    ).id;
  };
}
