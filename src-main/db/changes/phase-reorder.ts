import type { Database } from '../database.ts';
import { done, type Handler } from './write-context.ts';

/** The phases named stand first, in their order; others keep theirs behind them. */
export function createPhaseReorder(database: Database): Handler<'phase.reorder'> {
  const all = database.query<{ id: number; position: number }>(
    'SELECT id, position FROM phases ORDER BY position, id',
  );
  const move = database.query('UPDATE phases SET version = version + 1, position = ? WHERE id = ?');
  return (context, { phaseIds }) => {
    const before = all.all();
    const wanted = new Map([...new Set(phaseIds)].map((id, at) => [id, at] as const));
    const rank = ({ id }: { id: number }): number => wanted.get(id) ?? wanted.size;
    const after = before.toSorted((left, right) => rank(left) - rank(right));
    after.forEach(({ id, position }, at) => {
      if (position === at + 1) return;
      move.run(at + 1, id);
      context.touch('phase', id);
      context.remember({
        entity: 'phase',
        key: String(id),
        action: 'moved',
        changes: [{ field: 'position', before: String(position), after: String(at + 1) }],
      });
    });
    return done;
  };
}
