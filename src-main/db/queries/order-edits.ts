import { isOwnField } from '#shared/domain/field-value.ts';
import type { OrderId } from '#shared/domain/ids.ts';
import type { ChangeSince, FieldStanding } from '../../core/ports/records.ts';
import type { FieldChange } from '../changes/write-context.ts';
import type { Database, SqlValue } from '../database.ts';
import { columnOf, textOf } from '../orders/field-columns.ts';

interface HistoryRow {
  readonly actor: string;
  readonly terminal: string;
  readonly changes: string;
}

interface HeadRow {
  readonly version: number;
  readonly phase_id: number;
  readonly has_data: number;
}

export interface EditReader {
  fieldStandings(ids: readonly OrderId[], fields: readonly string[]): Map<OrderId, FieldStanding>;
  changesSince(id: OrderId, version: number): ChangeSince[];
}

/** What editing needs to know of orders: their fields' present texts, and what others changed meanwhile. */
export function createEditReader(database: Database): EditReader {
  const head = database.query<HeadRow>('SELECT version, phase_id, has_data FROM orders WHERE id = ?');
  const memo = database.query<{ memo: string }>('SELECT memo FROM order_memos WHERE order_id = ?');
  // What the mall changed beneath a local edit does not change the order's own value.
  const since = database.query<HistoryRow>(
    `SELECT c.actor, c.terminal, h.changes FROM history h JOIN commits c ON c.revision = h.revision
     WHERE h.order_id = ? AND h.version > ? AND h.action <> 'mall_value_changed' ORDER BY h.id`,
  );
  return {
    fieldStandings: (ids, fields) => {
      const held = fields
        .filter((field) => !isOwnField(field))
        .map((field) => ({ field, ...columnOf(field) }));
      const names = held.map(({ column }, at) => `${column} AS c${at}`);
      const columns = database.dynamic<Readonly<Record<string, SqlValue>>>(
        `SELECT ${['id', ...names].join(', ')} FROM orders LEFT JOIN order_details ON order_id = id WHERE id = ?`,
      );
      const found = new Map<OrderId, FieldStanding>();
      for (const id of ids) {
        const known = head.get(id);
        if (known === undefined) continue;
        const texts = new Map<string, string>();
        const row = names.length === 0 ? undefined : columns.get(id);
        held.forEach(({ field }, at) => {
          texts.set(field, textOf(row?.[`c${at}`]));
        });
        if (fields.includes('memo')) texts.set('memo', memo.get(id)?.memo ?? '');
        found.set(id, {
          version: known.version,
          phaseId: known.phase_id,
          hasData: known.has_data === 1,
          texts,
        });
      }
      return found;
    },
    changesSince: (id, version) =>
      since
        .all(id, version)
        .flatMap(({ actor, terminal, changes }) =>
          (JSON.parse(changes) as FieldChange[]).map((change) => ({ ...change, actor, terminal })),
        ),
  };
}
