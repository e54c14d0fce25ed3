import type { RawBuilder } from 'kysely';
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely';
import type { Database, SqlValue } from '../database.ts';

/** Kysely builds and compiles; it never runs anything. */
const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** A condition, or another piece of SQL: its values are parameters, its names are quoted. */
export type Piece = RawBuilder<unknown>;

/** Runs a query put together from pieces. */
export function runBuilt<Row>(database: Database, query: Piece): Row[] {
  const compiled = query.compile(compiler);
  return database.dynamic<Row>(compiled.sql).all(...(compiled.parameters as readonly SqlValue[]));
}

/** Runs a writing statement put together from pieces; returns the number of rows changed. */
export function writeBuilt(database: Database, statement: Piece): number {
  const compiled = statement.compile(compiler);
  return database.dynamic(compiled.sql).run(...(compiled.parameters as readonly SqlValue[])).changes;
}

export const always: Piece = sql`1`;

export const all = (conditions: readonly Piece[]): Piece =>
  conditions.length === 0 ? always : sql.join(conditions, sql` AND `);

export const isOneOf = (column: string, values: readonly SqlValue[]): Piece =>
  sql`${sql.ref(column)} IN (${sql.join(values)})`;

/** The numbers in the first column of a query put together from pieces. */
export function firstNumbers(database: Database, query: Piece): number[] {
  const compiled = query.compile(compiler);
  return database.dynamic(compiled.sql).numbers(...(compiled.parameters as readonly SqlValue[]));
}

/** A piece with its values, as a text that tells it from every other piece. */
export function textOf(piece: Piece): string {
  const { sql: text, parameters } = piece.compile(compiler);
  return JSON.stringify([text, parameters]);
}
