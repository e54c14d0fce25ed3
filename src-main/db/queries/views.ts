import type { OrderView } from '#shared/contract/orders.ts';
import { orderViewSchema } from '#shared/contract/orders.ts';
import type { Phase } from '#shared/domain/phase.ts';
import type { Database } from '../database.ts';
import { builtInViews } from './built-in-views.ts';

interface ViewRow {
  readonly id: string;
  readonly name: string;
  readonly filter: string;
  readonly search: string;
  readonly sort_column: string;
  readonly sort_direction: string;
  readonly is_shared: number;
}

type PhaseRow = Omit<Phase, 'builtIn'> & { readonly built_in: number };

export interface ViewReader {
  phases(): Phase[];
  /** Built-in views first, then own and shared ones in the order that operators gave them. */
  views(): OrderView[];
}

export function createViewReader(database: Database): ViewReader {
  const selectPhases = database.query<PhaseRow>(
    'SELECT id, version, kind, name, color, position, built_in FROM phases ORDER BY position, id',
  );
  const selectViews = database.query<ViewRow>('SELECT * FROM views ORDER BY position, id');
  const phases = (): Phase[] =>
    selectPhases.all().map(({ built_in, ...phase }) => ({ ...phase, builtIn: built_in === 1 }));
  return {
    phases,
    views: () => {
      const builtIn = builtInViews(phases());
      const own = selectViews.all().map((row, at) =>
        orderViewSchema.parse({
          id: row.id,
          name: row.name,
          builtIn: false,
          isShared: row.is_shared === 1,
          position: builtIn.length + at,
          filter: JSON.parse(row.filter),
          search: row.search,
          sort: { column: row.sort_column, direction: row.sort_direction },
        }),
      );
      return [...builtIn, ...own];
    },
  };
}
