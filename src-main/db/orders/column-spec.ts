import type { SqlValue } from '../database.ts';

/** How a field of an order is held in a column: both directions. */
interface Codec {
  encode(value: unknown): SqlValue;
  decode(value: SqlValue): unknown;
}

/** One column and the field of `MallOrder` it holds: `group.name`, or `name` alone where `group` is ''. */
export interface FieldColumn {
  readonly column: string;
  readonly group: string;
  readonly name: string;
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
  return names.map((name) => ({ column: prefix + snake(name), group, name, codec }));
}

/** Columns named after their fields (`payDate` → `pay_date`), `prefix` before; `group` is the object they are in. */
export const plainFields = (group: string, prefix: string, names: readonly string[]): FieldColumn[] =>
  fields(plain, group, prefix, names);
export const flagFields = (group: string, prefix: string, names: readonly string[]): FieldColumn[] =>
  fields(flag, group, prefix, names);

/** A single column whose name differs from its field's, or with a codec of its own; `path` is `name` or `group.name`. */
export function field(column: string, path: string, codec: Codec = plain): FieldColumn {
  const dot = path.indexOf('.');
  return { column, group: path.slice(0, Math.max(dot, 0)), name: path.slice(dot + 1), codec };
}

/** Appends the columns' values of an object, in the columns' order. */
export function encodeFields(columns: readonly FieldColumn[], source: object, into: SqlValue[]): void {
  const fields = source as Readonly<Record<string, unknown>>;
  let holder = fields;
  let held = '';
  for (const { group, name, codec } of columns) {
    if (group !== held) {
      holder = group === '' ? fields : (fields[group] as Readonly<Record<string, unknown>>);
      held = group;
    }
    into.push(codec === plain ? (holder[name] as SqlValue) : codec.encode(holder[name]));
  }
}

/** Puts a row's fields back into their groups. */
export function decodeFields(
  columns: readonly FieldColumn[],
  row: Readonly<Record<string, SqlValue>>,
  target: Record<string, unknown>,
): void {
  for (const { column, group, name, codec } of columns) {
    let holder = target;
    if (group !== '') {
      target[group] ??= {};
      holder = target[group] as Record<string, unknown>;
    }
    holder[name] = codec.decode(row[column] ?? null);
  }
}
