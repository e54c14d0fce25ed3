import { z } from 'zod';
import { type SavedCsvMapping, savedCsvMappingSchema } from '#shared/contract/csv.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { CommitOrigin, Store } from '../ports/store.ts';

const settingKey = 'csv.mappings';
const mostMappings = 200;
const stored = z.array(savedCsvMappingSchema).catch([]);

/** Mappings of columns that operators keep for the next file of the same kind. */
export class SavedMappings {
  readonly #store: Pick<Store, 'setting' | 'commit'>;
  readonly #newId: () => string;

  constructor(store: Pick<Store, 'setting' | 'commit'>, newId: () => string) {
    this.#store = store;
    this.#newId = newId;
  }

  list(): SavedCsvMapping[] {
    return stored.parse(this.#store.setting(settingKey) ?? []);
  }

  /** One for a file with this header, the newest first. */
  forHeader(header: readonly string[]): SavedCsvMapping | null {
    const wanted = JSON.stringify(header);
    return (
      this.list().findLast((mapping) => header.length > 0 && JSON.stringify(mapping.header) === wanted) ??
      null
    );
  }

  /** Saves a new one, or over the one of the same id or name. */
  save(
    mapping: Omit<SavedCsvMapping, 'id'> & { id?: string | undefined },
    origin: CommitOrigin,
  ): SavedCsvMapping {
    const all = this.list();
    const same = all.find(({ id, name }) => id === mapping.id || name === mapping.name);
    const saved = { ...mapping, id: mapping.id ?? same?.id ?? this.#newId() };
    const others = all.filter(({ id, name }) => id !== saved.id && name !== saved.name);
    if (others.length >= mostMappings) {
      throw new AppError('invalid_input', 'There are too many saved mappings', {
        details: { field: 'name', rule: 'too_many', issues: 1 },
      });
    }
    this.#write([...others, saved], origin);
    return saved;
  }

  /** One that is not there is removed already. */
  remove(id: string, origin: CommitOrigin): void {
    this.#write(
      this.list().filter((mapping) => mapping.id !== id),
      origin,
    );
  }

  #write(mappings: readonly SavedCsvMapping[], origin: CommitOrigin): void {
    this.#store.commit([{ kind: 'setting.set', key: settingKey, value: mappings }], origin);
  }
}
