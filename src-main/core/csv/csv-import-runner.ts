import { z } from 'zod';
import { type CsvMapping, csvMappingSchema } from '#shared/contract/csv.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { JobRunner, SliceResult } from '../jobs/job-runner.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileArea } from '../ports/file-store.ts';
import type { JobRowResult, StoredJob, WaitingRow } from '../ports/job-store.ts';
import type { Logger } from '../ports/logger.ts';
import { type JudgeDeps, judgeDrafts, type Verdict } from './judge-drafts.ts';
import { idsFor } from './names.ts';
import type { OrderDraft } from './order-draft.ts';
import { readDrafts } from './read-drafts.ts';
import { RowErrors } from './row-errors.ts';
import { indexRows, type RowIndex } from './row-index.ts';
import { stagedName } from './staged-files.ts';

export const csvImportSpecSchema = z.object({
  fileId: z.uuid(),
  fileName: z.string(),
  mapping: csvMappingSchema,
});
export type CsvImportSpec = z.infer<typeof csvImportSpecSchema>;

export interface CsvImportDeps extends JudgeDeps {
  readonly store: JudgeDeps['store'] & Parameters<typeof idsFor>[0];
  readonly files: FileArea;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Logger;
}

/**
 * Imports a checked file: row n of the job is order n of the file. What a row means is looked at again as it is
 * written, since orders may have changed after the check; after a kill it goes on with the orders that still wait.
 */
export class CsvImportRunner implements JobRunner<CsvImportSpec> {
  readonly kind = 'csv_import';
  readonly lane = 'local';
  readonly sliceRows = 50;
  readonly inListOrder = false;
  readonly canUndo = false;
  readonly specSchema = csvImportSpecSchema;
  readonly #deps: CsvImportDeps;
  readonly #indexes = new Map<string, RowIndex>();

  constructor(deps: CsvImportDeps) {
    this.#deps = deps;
  }

  /** The index that the check made, so that it need not be made again. */
  keepIndex(fileId: string, index: RowIndex): void {
    this.#indexes.set(fileId, index);
  }

  async runSlice({
    rows,
    spec,
    signal,
  }: Parameters<JobRunner<CsvImportSpec>['runSlice']>[0]): Promise<() => SliceResult> {
    const { store, files, clock } = this.#deps;
    const { fileId, fileName, mapping } = spec;
    const index = await this.#indexOf(fileId, mapping, signal);
    const positions = rows.map(({ seq }) => seq - 1);
    const ids = idsFor(store, mapping.shopId);
    const drafts = await readDrafts(files, stagedName(fileId), mapping, index, positions, ids, () => {});
    return () => {
      const right = drafts.filter((draft) => draft !== null);
      const verdicts = judgeDrafts(this.#deps, right, mapping, { why: fileName, at: clock.now() });
      const byDraft = new Map<OrderDraft, Verdict>();
      right.forEach((draft, at) => {
        const verdict = verdicts[at];
        if (verdict !== undefined) byDraft.set(draft, verdict);
      });
      return {
        changes: verdicts.flatMap(({ changes }) => changes),
        rows: rows.map((row, at) => {
          const draft = drafts[at] ?? null;
          return resultOf(row, mapping, draft, draft === null ? undefined : byDraft.get(draft));
        }),
      };
    };
  }

  ended(job: StoredJob): void {
    const spec = csvImportSpecSchema.safeParse(job.spec);
    if (!spec.success) return;
    const { fileId } = spec.data;
    this.#indexes.delete(fileId);
    this.#deps.files
      .remove(stagedName(fileId))
      .catch((error: unknown) => this.#deps.log.warn('An imported file could not be removed', { error }));
  }

  async #indexOf(fileId: string, mapping: CsvMapping, signal: AbortSignal): Promise<RowIndex> {
    const known = this.#indexes.get(fileId);
    if (known !== undefined) return known;
    const index = await indexRows(this.#deps.files, stagedName(fileId), mapping, new RowErrors(), {
      signal,
    });
    this.#indexes.set(fileId, index);
    return index;
  }
}

/** A row that was right when the file was checked, and is not now: a phase or a shop was renamed meanwhile. */
const notAnyMore = new AppError('changed_since', 'The row means nothing any more');

function resultOf(
  { seq }: WaitingRow,
  mapping: CsvMapping,
  draft: OrderDraft | null,
  verdict: Verdict | undefined,
): JobRowResult {
  const row = { seq, before: '', after: '', what: '' };
  if (draft === null || verdict === undefined)
    return { ...row, state: 'failed', error: notAnyMore.toShape() };
  const { kind, error } = verdict;
  const order = verdict.orderId === null ? {} : { orderId: verdict.orderId };
  if (kind === 'wrong') return { ...row, ...order, state: 'failed', error: error ?? notAnyMore.toShape() };
  if (kind === 'create') {
    const madeOrder = { shopId: mapping.shopId, mallOrderId: draft.mallOrderId };
    return { ...row, state: 'done', error: null, madeOrder };
  }
  return { ...row, ...order, state: kind === 'update' ? 'done' : 'unchanged', error: null };
}
