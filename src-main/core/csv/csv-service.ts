import type { CsvCheck, CsvMapping, SavedCsvMapping } from '#shared/contract/csv.ts';
import type { CsvEncoding, Job } from '#shared/contract/jobs.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { CallContext } from '../context.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { JobService } from '../jobs/job-service.ts';
import type { CommitOrigin, Store } from '../ports/store.ts';
import { checkFile } from './check-file.ts';
import { checkProgressTeller } from './check-progress.ts';
import { type CsvImportDeps, type CsvImportRunner, csvImportSpecSchema } from './csv-import-runner.ts';
import { type FileLayout, inspectFile } from './inspect-file.ts';
import { requireMapping } from './require-mapping.ts';
import type { RowIndex } from './row-index.ts';
import { SavedMappings } from './saved-mappings.ts';
import { StagedFiles, stagedName } from './staged-files.ts';

export interface CsvServiceDeps extends CsvImportDeps {
  readonly store: Store;
  readonly jobs: Pick<JobService, 'begin'>;
  readonly events: Pick<EventHub, 'publish'>;
  readonly runner: CsvImportRunner;
  readonly terminalName: () => string;
  readonly newId: () => string;
}

interface Checked {
  readonly key: string;
  readonly check: CsvCheck;
  readonly index: RowIndex;
}

/** CSV import (spec §3): files that arrive in pieces, what they look like, what is wrong with them, their import. */
export class CsvService {
  readonly #deps: CsvServiceDeps;
  readonly #staged: StagedFiles;
  readonly #mappings: SavedMappings;
  /** The last check: the import that follows it need not do it again while nothing has changed. */
  #checked: Checked | null = null;

  constructor(deps: CsvServiceDeps) {
    this.#deps = deps;
    this.#staged = new StagedFiles(deps.files, deps.newId);
    this.#mappings = new SavedMappings(deps.store, deps.newId);
  }

  /** To be called once when the host starts: removes files of earlier starts that no job needs. */
  async clean(): Promise<void> {
    await this.#staged.clean(() =>
      this.#deps.store.openJobs().flatMap(({ spec }) => {
        const parsed = csvImportSpecSchema.safeParse(spec);
        return parsed.success ? [parsed.data.fileId] : [];
      }),
    );
  }

  open(name: string, sizeBytes: number): Promise<string> {
    return this.#staged.open(name, sizeBytes);
  }

  /** `bytes` as base64. Throws `csv_incomplete`. */
  append(fileId: string, offset: number, bytes: string): Promise<void> {
    return this.#staged.append(fileId, offset, Buffer.from(bytes, 'base64'));
  }

  async discard(fileId: string): Promise<void> {
    if (this.#checked?.key.startsWith(fileId) === true) this.#checked = null;
    await this.#staged.discard(fileId);
  }

  /** Throws `csv_incomplete`, `csv_empty`, `csv_not_text`. */
  async inspect(
    fileId: string,
    given: { encoding?: CsvEncoding | undefined; separator?: CsvMapping['separator'] | undefined },
    signal?: AbortSignal,
  ): Promise<FileLayout & { savedMappingId: string | null }> {
    this.#staged.complete(fileId);
    const layout = await inspectFile(this.#deps.files, stagedName(fileId), given, signal);
    return { ...layout, savedMappingId: this.#mappings.forHeader(layout.header)?.id ?? null };
  }

  /** Throws `csv_incomplete`, `not_found` (the shop), `invalid_input` (the mapping). */
  async check(fileId: string, mapping: CsvMapping, signal?: AbortSignal): Promise<CsvCheck> {
    return (await this.#check(fileId, mapping, signal)).check;
  }

  /** Checks again unless nothing has changed since the last check. Throws also `csv_has_errors`, `csv_empty`. */
  async import(fileId: string, mapping: CsvMapping, ctx: CallContext): Promise<Job> {
    const fileName = this.#staged.complete(fileId);
    const { check, index } = await this.#check(fileId, mapping, ctx.signal);
    if (check.errorCount > 0) {
      throw new AppError('csv_has_errors', `${check.errorCount} rows of the file are wrong`, {
        details: { count: check.errorCount },
      });
    }
    if (check.orders === 0) throw new AppError('csv_empty', 'The file has no rows');
    const { runner, jobs } = this.#deps;
    runner.keepIndex(fileId, index);
    const job = jobs.begin(
      {
        kind: 'csv_import',
        facts: { fileName, rows: check.rows, created: check.created, updated: check.updated },
        spec: { fileId, fileName, mapping },
        source: { kind: 'blank', total: check.orders },
      },
      ctx,
    );
    this.#staged.release(fileId);
    this.#checked = null;
    return job;
  }

  mappings(): SavedCsvMapping[] {
    return this.#mappings.list();
  }

  /** Throws `invalid_input` for a mapping that cannot be. */
  saveMapping(
    mapping: Omit<SavedCsvMapping, 'id'> & { id?: string | undefined },
    ctx: CallContext,
  ): SavedCsvMapping {
    requireMapping(mapping.mapping);
    return this.#mappings.save(mapping, this.#origin(ctx));
  }

  removeMapping(id: string, ctx: CallContext): void {
    this.#mappings.remove(id, this.#origin(ctx));
  }

  async #check(fileId: string, mapping: CsvMapping, signal?: AbortSignal): Promise<Checked> {
    const { store, clock, events } = this.#deps;
    this.#staged.complete(fileId);
    requireMapping(mapping);
    if (store.shop(mapping.shopId) === null) {
      throw new AppError('not_found', 'The shop does not exist', { details: { entity: 'shop' } });
    }
    const keyNow = (): string => `${fileId} ${store.revision()} ${JSON.stringify(mapping)}`;
    const key = keyNow();
    if (this.#checked?.key === key) return this.#checked;
    const result = await checkFile(this.#deps, stagedName(fileId), mapping, clock.now(), {
      signal,
      onProgress: checkProgressTeller({ clock, events }, fileId),
    });
    const checked = { key, ...result };
    // Something was written meanwhile: good for an answer, not for an import.
    this.#checked = keyNow() === key ? checked : null;
    return checked;
  }

  #origin(ctx: CallContext): CommitOrigin {
    return { actor: ctx.actor, terminal: this.#deps.terminalName(), at: this.#deps.clock.now() };
  }
}
