import type { Database } from '../database.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

/** Puts own and shared views into the order wanted; those not named follow in their old order. */
export function createViewReorder(database: Database): Handler<'view.reorder'> {
  const all = database.query<{ id: string; position: number }>(
    'SELECT id, position FROM views ORDER BY position, id',
  );
  const move = database.query('UPDATE views SET position = ? WHERE id = ?');
  return (context, { viewIds }) => {
    const wanted = new Map([...new Set(viewIds)].map((id, at) => [id, at] as const));
    const rank = ({ id }: { id: string }): number => wanted.get(id) ?? wanted.size;
    const before = all.all();
    before
      .toSorted((left, right) => rank(left) - rank(right))
      .forEach(({ id, position }, at) => {
        if (position === at + 1) return;
        move.run(at + 1, id);
        context.touch('view', id);
      });
    return done;
  };
}
