import type { SqlValue } from '../database.ts';

/** How a field of an order is held in a column: both directions. */
interface Codec {
  encode(value: unknown): SqlValue;
  decode(value: SqlValue): unknown;
}

/** One column and the path of the field of `MallOrder` it holds. */
export interface FieldColumn {
  readonly column: string;
  readonly path: readonly string[];
  readonly codec: Codec;
}

/** Text, integers and their nullable forms are held as they are. */
const plain: Codec = { encode: (value) => value as SqlValue, decode: (value) => value };
const flag: Codec = { encode: (value) => (value === true ? 1 : 0), decode: (value) => value === 1 };
export const json: Codec = {
  encode: (value) => JSON.stringify(value),
  decode: (value) => JSON.parse(String(value)),
};

export function coded<Word extends string>(
  codes: Readonly<Record<Word, number>>,
  wordOf: (code: number) => Word,
): Codec {
  return { encode: (value) => codes[value as Word], decode: (value) => wordOf(Number(value)) };
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function fields(codec: Codec, group: string, prefix: string, names: readonly string[]): FieldColumn[] {
  return names.map((name) => ({
    column: prefix + snake(name),
    path: group === '' ? [name] : [group, name],
    codec,
  }));
}

/** Columns named after their fields (`payDate` → `pay_date`), `prefix` before; `group` is the object they are in. */
export const plainFields = (group: string, prefix: string, names: readonly string[]): FieldColumn[] =>
  fields(plain, group, prefix, names);
export const flagFields = (group: string, prefix: string, names: readonly string[]): FieldColumn[] =>
  fields(flag, group, prefix, names);

/** A single column whose name differs from its field's, or with a codec of its own. */
export const field = (column: string, path: string, codec: Codec = plain): FieldColumn => ({
  column,
  path: path.split('.'),
  codec,
});

/** The columns' values of an object, in the columns' order. */
export function encodeFields(columns: readonly FieldColumn[], source: object): SqlValue[] {
  return columns.map(({ path, codec }) => {
    let value: unknown = source;
    for (const name of path) value = (value as Record<string, unknown>)[name];
    return codec.encode(value);
  });
}

/** Puts a row's fields back where their paths say. */
export function decodeFields(
  columns: readonly FieldColumn[],
  row: Readonly<Record<string, SqlValue>>,
  target: Record<string, unknown>,
): void {
  for (const { column, path, codec } of columns) {
    let holder = target;
    for (const name of path.slice(0, -1)) {
      holder[name] ??= {};
      holder = holder[name] as Record<string, unknown>;
    }
    holder[path[path.length - 1] ?? ''] = codec.decode(row[column] ?? null);
  }
}
