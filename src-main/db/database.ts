import BetterSqlite3 from 'better-sqlite3';
import type { Logger } from '../core/ports/logger.ts';
import { toStoreError } from './errors.ts';
import { createRememberedFold } from './search/remembered-fold.ts';

/** What SQLite can hold in a STRICT table. */
export type SqlValue = string | number | null | Uint8Array;

/** A statement that took longer than this is named in the log. */
const slowMs = 40;
/** Statements with changing text (filters) that are kept prepared. */
const dynamicStatementLimit = 200;

/** A statement, prepared when first used and then kept. */
export interface Query<Row> {
  get(...values: readonly SqlValue[]): Row | undefined;
  all(...values: readonly SqlValue[]): Row[];
  /** The first column of every row, which holds numbers. */
  numbers(...values: readonly SqlValue[]): number[];
  /** Runs a writing statement; returns the row id of an insert and the number of rows changed. */
  run(...values: readonly SqlValue[]): Written;
}

type Ask<Answer> = (values: readonly SqlValue[]) => Answer;

interface Written {
  readonly id: number;
  readonly changes: number;
}

/**
 * The one connection to a database file: prepared statements with a trace of slow ones (text only, never
 * values) and SQLite's failures turned into coded errors.
 */
export class Database {
  readonly file: string;
  readonly readOnly: boolean;
  readonly #connection: BetterSqlite3.Database;
  readonly #log: Logger;
  readonly #dynamic = new Map<string, Query<unknown>>();

  /** Opens the file (creating it unless `readOnly`). Throws the `db_*` codes. */
  constructor(options: { file: string; log: Logger; readOnly: boolean }) {
    this.file = options.file;
    this.readOnly = options.readOnly;
    this.#log = options.log;
    this.#connection = coded(
      () =>
        new BetterSqlite3(options.file, {
          readonly: options.readOnly,
          fileMustExist: options.readOnly,
          timeout: 5_000,
        }),
    );
    try {
      coded(() => this.#configure());
    } catch (error) {
      this.#connection.close();
      throw error;
    }
  }

  #configure(): void {
    const connection = this.#connection;
    // The first read of the file: fails here when it is not a database.
    connection.pragma('schema_version');
    if (!this.readOnly) connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    connection.pragma('trusted_schema = OFF');
    connection.pragma('temp_store = MEMORY');
    connection.pragma('cache_size = -32768');
    // Longer than the default of 1000 pages: the list's many indexes dirty the same pages again and again.
    connection.pragma('wal_autocheckpoint = 4000');
    connection.pragma('journal_size_limit = 67108864');
    const fold = createRememberedFold();
    connection.function('fold', { deterministic: true, directOnly: true }, (text) => fold(String(text)));
  }

  /** A statement with a fixed text: create it once, keep it, use it often. */
  query<Row = unknown>(sql: string): Query<Row> {
    // Values are bound one by one: better-sqlite3 takes half as long again for a list of them.
    let statement: BetterSqlite3.Statement<SqlValue[], Row> | undefined;
    const prepared = (): BetterSqlite3.Statement<SqlValue[], Row> => {
      statement ??= this.#connection.prepare<SqlValue[], Row>(sql);
      return statement;
    };
    let plucked: BetterSqlite3.Statement<SqlValue[], number> | undefined;
    const firstColumn = (): BetterSqlite3.Statement<SqlValue[], number> => {
      plucked ??= this.#connection.prepare<SqlValue[], number>(sql).pluck();
      return plucked;
    };
    const get: Ask<Row | undefined> = (values) => prepared().get(...values);
    const all: Ask<Row[]> = (values) => prepared().all(...values);
    const numbers: Ask<number[]> = (values) => firstColumn().all(...values);
    const run: Ask<Written> = (values) => result(prepared().run(...values));
    return {
      get: (...values) => this.#timed(sql, get, values),
      all: (...values) => this.#timed(sql, all, values),
      numbers: (...values) => this.#timed(sql, numbers, values),
      run: (...values) => this.#timed(sql, run, values),
    };
  }

  /** A statement whose text was put together for one question; the latest ones stay prepared. */
  dynamic<Row = unknown>(sql: string): Query<Row> {
    const known = this.#dynamic.get(sql);
    const query = known ?? this.query<unknown>(sql);
    this.#dynamic.delete(sql);
    this.#dynamic.set(sql, query);
    if (this.#dynamic.size > dynamicStatementLimit) {
      const oldest = this.#dynamic.keys().next();
      if (!oldest.done) this.#dynamic.delete(oldest.value);
    }
    return query as Query<Row>;
  }

  /** Runs SQL text as it stands: migrations and pragmas. */
  execute(sql: string): void {
    this.#timed(sql, () => this.#connection.exec(sql), []);
  }

  pragma(name: string): unknown {
    return coded(() => this.#connection.pragma(name, { simple: true }));
  }

  /** Runs `work` in one write transaction: all of it or, when it throws, nothing of it. */
  transaction<T>(work: () => T): T {
    this.execute('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.execute('COMMIT');
      return result;
    } catch (error) {
      // A full disk or an I/O error may have rolled back already.
      if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#connection.close();
  }

  #timed<T>(sql: string, ask: Ask<T>, values: readonly SqlValue[]): T {
    const started = performance.now();
    try {
      return ask(values);
    } catch (error) {
      throw toStoreError(error);
    } finally {
      const ms = performance.now() - started;
      if (ms > slowMs) this.#log.warn('slow query', { ms: Math.round(ms), sql: sql.slice(0, 500) });
    }
  }
}

const result = (written: BetterSqlite3.RunResult): Written => ({
  id: Number(written.lastInsertRowid),
  changes: written.changes,
});

function coded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toStoreError(error);
  }
}
