import { type ExportFormat, exportFormatSchema, type JobAction } from '#shared/contract/jobs.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { OrderId } from '#shared/domain/ids.ts';
import { jstOffsetMs } from '#shared/domain/time.ts';
import { namesOf } from '../csv/names.ts';
import type { JobRunner, JobSlice, PreparedAction, SliceResult } from '../jobs/job-runner.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileArea } from '../ports/file-store.ts';
import type { JobRowResult, StoredJob } from '../ports/job-store.ts';
import type { Logger } from '../ports/logger.ts';
import type { StoreReader } from '../ports/store.ts';
import { finishedName, marksName, partName } from './export-files.ts';
import { type Mark, Marks } from './marks.ts';
import { exportColumns, orderWriter, writeHeader } from './write-orders.ts';

export interface ExportDeps {
  readonly store: Pick<StoreReader, 'orderFields' | 'phases' | 'shops'>;
  readonly files: FileArea;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Logger;
  /** Removes files of earlier exports whose time is over. */
  readonly cleanUp?: () => Promise<void>;
}

/**
 * Orders read and written in one go. What is in hand when the young generation is collected is kept until the next
 * full collection: whole slices of it made the host 80 MB larger.
 */
const readOrders = 50;

const fileStem = { ja: '受注', en: 'orders' } as const;

/**
 * Exports orders to a CSV file in the data folder. Each slice is written where the one before ended, as the marks tell:
 * a slice that is done again after a kill lands in the same place. The file gets its name when it is whole.
 */
export class ExportRunner implements JobRunner<ExportFormat> {
  readonly kind = 'export';
  readonly lane = 'local';
  readonly sliceRows = 500;
  readonly inListOrder = true;
  readonly canUndo = false;
  readonly specSchema = exportFormatSchema;
  readonly #deps: ExportDeps;
  readonly #marks: Marks;

  constructor(deps: ExportDeps) {
    this.#deps = deps;
    this.#marks = new Marks(deps.files);
  }

  /** Throws `invalid_input` for a column that is no field. */
  prepare(action: JobAction): PreparedAction<ExportFormat> {
    if (action.kind !== 'export') throw new AppError('internal', 'Not an export');
    const { format } = action;
    exportColumns(format);
    const at = new Date(this.#deps.clock.now() + jstOffsetMs).toISOString();
    const stamp = `${at.slice(0, 10).replaceAll('-', '')}_${at.slice(11, 19).replaceAll(':', '')}`;
    return {
      facts: { fileName: `${fileStem[format.language ?? 'ja']}_${stamp}.csv`, encoding: format.encoding },
      spec: format,
    };
  }

  async runSlice({ job, spec, rows }: JobSlice<ExportFormat>): Promise<SliceResult> {
    const { store, files } = this.#deps;
    const first = rows[0]?.seq ?? 0;
    const start = await this.#startOf(job.id, spec, first);
    const ids = rows.flatMap(({ orderId }) => (orderId === null ? [] : [orderId]));
    const write = orderWriter(spec, namesOf(store));
    const written = new Set<OrderId>();
    let { offset, replaced } = start;
    const parts: Uint8Array[] = [];
    for (let from = 0; from < ids.length; from += readOrders) {
      const orders = store.orderFields(ids.slice(from, from + readOrders), spec.columns);
      for (const { orderId } of orders) written.add(orderId);
      const piece = write(orders);
      parts.push(piece.bytes);
      replaced += piece.replaced;
    }
    const bytes = Buffer.concat(parts);
    await files.write(partName(job.id), offset, bytes);
    offset += bytes.length;
    await this.#marks.add(job.id, { seq: rows.at(-1)?.seq ?? first, offset, replaced });
    return {
      changes: [],
      rows: rows.map(({ seq, orderId }): JobRowResult => {
        const row = { seq, before: '', after: '', what: '' };
        if (orderId !== null && written.has(orderId)) return { ...row, state: 'done', error: null };
        const gone = new AppError('not_found', 'The order does not exist', { details: { entity: 'order' } });
        return { ...row, state: 'failed', error: gone.toShape() };
      }),
    };
  }

  async finish(job: StoredJob, spec: ExportFormat): Promise<StoredJob['facts']> {
    const { files } = this.#deps;
    const end = await this.#startOf(job.id, spec, Number.POSITIVE_INFINITY);
    await files.finish(partName(job.id), finishedName(job.id), end.offset);
    return { sizeBytes: end.offset, replaced: end.replaced };
  }

  /** Nothing half-written is left. */
  ended(job: StoredJob): void {
    const { files, log, cleanUp } = this.#deps;
    this.#marks.forget(job.id);
    const removed = [files.remove(partName(job.id)), files.remove(marksName(job.id)), cleanUp?.()];
    Promise.all(removed).catch((error: unknown) =>
      log.warn('The remains of an export could not be removed', { error }),
    );
  }

  /** Where the rows from `seq` on are to be written; the header comes before the first. */
  async #startOf(jobId: string, format: ExportFormat, seq: number): Promise<Mark> {
    const before = await this.#marks.before(jobId, seq);
    if (before !== null) return before;
    const header = writeHeader(format);
    await this.#deps.files.write(partName(jobId), 0, header);
    const mark = { seq: 0, offset: header.length, replaced: 0 };
    await this.#marks.add(jobId, mark);
    return mark;
  }
}
