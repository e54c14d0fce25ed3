import { csvChunkBytes } from '#shared/contract/csv.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { FileArea } from '../ports/file-store.ts';

interface Staged {
  readonly name: string;
  readonly sizeBytes: number;
  received: number;
}

/** The name a file has in the data folder; its own name is a person's and only shown. */
export const stagedName = (fileId: string): string => `${fileId}.csv`;

/** Files that arrive in pieces to be imported. They live until imported, discarded or the next start. */
export class StagedFiles {
  readonly #files: FileArea;
  readonly #newId: () => string;
  readonly #staged = new Map<string, Staged>();

  constructor(files: FileArea, newId: () => string) {
    this.#files = files;
    this.#newId = newId;
  }

  async open(name: string, sizeBytes: number): Promise<string> {
    const fileId = this.#newId();
    this.#staged.set(fileId, { name, sizeBytes, received: 0 });
    await this.#files.write(stagedName(fileId), 0, new Uint8Array());
    return fileId;
  }

  /** Pieces come in order. Throws `csv_incomplete` for one that leaves a gap or goes beyond the announced size. */
  async append(fileId: string, offset: number, bytes: Uint8Array): Promise<void> {
    const staged = this.#require(fileId);
    const end = offset + bytes.length;
    if (offset !== staged.received || end > staged.sizeBytes || bytes.length > csvChunkBytes) {
      throw incomplete('A piece of the file is missing');
    }
    await this.#files.write(stagedName(fileId), offset, bytes);
    staged.received = end;
  }

  /** The file's own name. Throws `csv_incomplete` until all of it is there, and for a file that is not known. */
  complete(fileId: string): string {
    const { name, sizeBytes, received } = this.#require(fileId);
    if (received !== sizeBytes) throw incomplete('The file is not complete yet');
    return name;
  }

  /** From now on it is a job's, which removes it when it has ended. */
  release(fileId: string): void {
    this.#staged.delete(fileId);
  }

  async discard(fileId: string): Promise<void> {
    if (this.#staged.delete(fileId)) await this.#files.remove(stagedName(fileId));
  }

  /** Removes what an earlier start left, but for the files of jobs that go on. */
  async clean(ofJobs: () => readonly string[]): Promise<void> {
    for (const { name } of await this.#files.list()) {
      // Asked for each: files come and go meanwhile.
      const wanted = [...this.#staged.keys(), ...ofJobs()].map(stagedName);
      if (!wanted.includes(name)) await this.#files.remove(name);
    }
  }

  #require(fileId: string): Staged {
    const staged = this.#staged.get(fileId);
    if (staged === undefined) throw incomplete('The file is not known');
    return staged;
  }
}

const incomplete = (message: string): AppError => new AppError('csv_incomplete', message);
