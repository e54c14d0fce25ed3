import type { CsvRowError } from '#shared/contract/csv.ts';

/** So many are shown; more only count. */
const keptErrors = 1_000;

/** Errors of a file as they are found; `list` gives the first ones by line. */
export class RowErrors {
  readonly #kept: CsvRowError[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(error: CsvRowError): void {
    this.#count++;
    if (this.#kept.length < keptErrors) this.#kept.push(error);
  }

  list(): CsvRowError[] {
    return this.#kept.toSorted((a, b) => a.line - b.line || (a.column ?? -1) - (b.column ?? -1));
  }
}
