import { AppError } from '#shared/domain/errors.ts';
import type { OrderFieldValue, ReadOrderFields } from '../../core/ports/order-field-rows.ts';
import type { Database, SqlValue } from '../database.ts';
import type { FieldColumn } from '../orders/column-spec.ts';
import { detailFields, lineFields, listedFields } from '../orders/order-columns.ts';

/** One field of the catalogue as SQL, and what its column means. */
interface Source {
  readonly sql: string;
  readonly decode: (value: SqlValue) => OrderFieldValue;
}

const asIs = (value: SqlValue): OrderFieldValue => value as OrderFieldValue;
const asFlag = (value: SqlValue): OrderFieldValue => value === 1;

/** What is no field of `MallOrder`. */
const own: Readonly<Record<string, Source>> = {
  phase: { sql: 'o.phase_id', decode: asIs },
  shop: { sql: '(SELECT s.id FROM shops s WHERE s.no = o.shop_no)', decode: asIs },
  importedAt: { sql: 'o.imported_at', decode: asIs },
  updatedAt: { sql: 'o.updated_at', decode: asIs },
  hasImportError: { sql: '(o.import_error IS NOT NULL)', decode: asFlag },
  quantity: { sql: 'o.quantity', decode: asIs },
  memo: { sql: "coalesce((SELECT m.memo FROM order_memos m WHERE m.order_id = o.id), '')", decode: asIs },
};

const idOf = ({ group, name }: FieldColumn): string => (group === '' ? name : `${group}.${name}`);

function collect(): { orders: Map<string, Source>; lines: Map<string, Source> } {
  const orders = new Map(Object.entries(own));
  const lines = new Map<string, Source>();
  const put = (
    target: Map<string, Source>,
    table: string,
    prefix: string,
    columns: readonly FieldColumn[],
  ) => {
    for (const spec of columns) {
      const decode = (value: SqlValue) =>
        value === null ? null : (spec.codec.decode(value) as OrderFieldValue);
      target.set(prefix + idOf(spec), { sql: `${table}.${spec.column}`, decode });
    }
  };
  put(orders, 'o', '', listedFields);
  put(orders, 'd', '', detailFields);
  put(lines, 'l', 'lines.', lineFields);
  return { orders, lines };
}

type Row = Readonly<Record<string, SqlValue>>;

/**
 * Some fields of many orders at once, as exports and CSV imports need them: two statements, whatever the number of
 * orders. Throws AppError `invalid_input` for a field that is none.
 */
export function createOrderFieldReader(database: Database): ReadOrderFields {
  const known = collect();
  const sourcesOf = (from: Map<string, Source>, ids: readonly string[]): Source[] =>
    ids.map((id) => {
      const source = from.get(id);
      if (source !== undefined) return source;
      throw new AppError('invalid_input', `No field ${id}`, {
        details: { field: id, rule: 'unknown', issues: 1 },
      });
    });
  const select = (key: string, sources: readonly Source[]): string =>
    [`${key} AS id`, ...sources.map(({ sql }, at) => `${sql} AS c${at}`)].join(', ');
  const values = (row: Row, sources: readonly Source[]): OrderFieldValue[] =>
    sources.map(({ decode }, at) => decode(row[`c${at}`] ?? null));

  return (orderIds, fieldIds) => {
    const orderSources = sourcesOf(
      known.orders,
      fieldIds.filter((id) => !known.lines.has(id)),
    );
    const lineSources = sourcesOf(
      known.lines,
      fieldIds.filter((id) => known.lines.has(id)),
    );
    const wanted = JSON.stringify(orderIds);
    const rows = database
      .dynamic<Row>(
        `SELECT ${select('o.id', orderSources)} FROM orders o LEFT JOIN order_details d ON d.order_id = o.id
         WHERE o.id IN (SELECT value FROM json_each(?))`,
      )
      .all(wanted);
    const lines =
      lineSources.length === 0
        ? []
        : database
            .dynamic<Row>(
              `SELECT ${select('l.order_id', lineSources)} FROM order_lines l
               WHERE l.order_id IN (SELECT value FROM json_each(?)) ORDER BY l.order_id, l.position`,
            )
            .all(wanted);
    const linesOf = Map.groupBy(lines, (line) => line.id);
    const found = new Map(
      rows.map((row) => [
        row.id,
        {
          orderId: Number(row.id),
          values: values(row, orderSources),
          lines: (linesOf.get(row.id ?? null) ?? []).map((line) => values(line, lineSources)),
        },
      ]),
    );
    return orderIds.flatMap((id) => found.get(id) ?? []);
  };
}
