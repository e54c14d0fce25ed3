import { AppError } from '#shared/domain/errors.ts';
import type { Database } from '../database.ts';
import { isBuiltInView } from '../queries/built-in-views.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

/** Removes an own or shared view; built-in ones answer `forbidden`, unknown ones `not_found`. */
export function createViewRemove(database: Database): Handler<'view.remove'> {
  const remove = database.query('DELETE FROM views WHERE id = ?');
  return (context, { viewId }) => {
    if (isBuiltInView(viewId)) {
      throw new AppError('forbidden', 'Built-in views cannot be removed', { details: { viewId } });
    }
    if (remove.run(viewId).changes === 0) {
      throw new AppError('not_found', 'No such view', { details: { entity: 'view', id: viewId } });
    }
    context.touch('view', viewId);
    context.remember({ entity: 'view', key: viewId, action: 'removed' });
    return done;
  };
}
