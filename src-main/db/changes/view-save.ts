import { AppError } from '#shared/domain/errors.ts';
import type { Database } from '../database.ts';
import { isBuiltInView } from '../queries/built-in-views.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

/** Creates or overwrites an own or shared view; built-in ones answer `forbidden`. */
export function createViewSave(database: Database): Handler<'view.save'> {
  const upsert = database.query(
    `INSERT INTO views (id, version, name, position, filter, search, sort_column, sort_direction, is_shared, terminal)
     VALUES (?, 1, ?, (SELECT ifnull(max(position), 0) + 1 FROM views), ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET version = version + 1, name = excluded.name, filter = excluded.filter,
       search = excluded.search, sort_column = excluded.sort_column, sort_direction = excluded.sort_direction,
       is_shared = excluded.is_shared, terminal = excluded.terminal`,
  );
  return (context, { view }) => {
    if (isBuiltInView(view.id)) {
      throw new AppError('forbidden', 'Built-in views cannot be changed', { details: { viewId: view.id } });
    }
    const { column, direction } = view.sort;
    upsert.run(
      view.id,
      view.name,
      JSON.stringify(view.filter),
      view.search,
      column,
      direction,
      view.isShared ? 1 : 0,
      context.origin.terminal,
    );
    context.touch('view', view.id);
    context.remember({ entity: 'view', key: view.id, action: 'saved' });
    return done;
  };
}
