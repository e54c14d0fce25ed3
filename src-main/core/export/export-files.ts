import type { Job } from '#shared/contract/jobs.ts';
import { AppError } from '#shared/domain/errors.ts';
import { dayMs } from '#shared/domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileArea, StoredFile } from '../ports/file-store.ts';

/** A finished export's file. */
export const finishedName = (jobId: string): string => `${jobId}.csv`;
/** The file while it is written, and beside it how far it is. */
export const partName = (jobId: string): string => `${jobId}.part`;
export const marksName = (jobId: string): string => `${jobId}.marks`;

/** The files that exports leave: read in pieces, for a day. */
export class ExportFiles {
  readonly #files: FileArea;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(files: FileArea, clock: Pick<Clock, 'now'>) {
    this.#files = files;
    this.#clock = clock;
  }

  /** `bytes` as base64. Throws `job_no_file`. */
  async read(
    job: Job,
    offset: number,
    limit: number,
  ): Promise<{ name: string; sizeBytes: number; bytes: string }> {
    const file = job.kind === 'export' ? await this.#files.find(finishedName(job.id)) : null;
    if (file === null || this.#isOld(file)) {
      throw new AppError('job_no_file', 'The job has no file', { details: { kind: job.kind } });
    }
    const bytes = await this.#files.read(file.name, offset, limit);
    return {
      name: String(job.facts.fileName ?? file.name),
      sizeBytes: file.sizeBytes,
      bytes: Buffer.from(bytes).toString('base64'),
    };
  }

  discard(jobId: string): Promise<void> {
    return this.#files.remove(finishedName(jobId));
  }

  /** Removes what is older than a day, and what was left by exports that do not go on. */
  async clean(openJobIds: () => readonly string[]): Promise<void> {
    for (const file of await this.#files.list()) {
      const isFinished = file.name.endsWith(finishedName(''));
      // Asked for each: exports begin meanwhile.
      const isWritten = openJobIds().some((id) => [partName(id), marksName(id)].includes(file.name));
      if (isFinished ? this.#isOld(file) : !isWritten) await this.#files.remove(file.name);
    }
  }

  #isOld({ modifiedAt }: StoredFile): boolean {
    return this.#clock.now() - modifiedAt > dayMs;
  }
}
