import { AppError } from '#shared/domain/errors.ts';
import type { FileArea, FileStore, StoredFile } from '../../ports/file-store.ts';

/** Files that live in memory, as long as the test does. */
export class MemoryFiles implements FileArea {
  readonly #files = new Map<string, Uint8Array>();
  readonly #now: () => number;

  constructor(now: () => number = () => 0) {
    this.#now = now;
  }

  async list(): Promise<StoredFile[]> {
    return [...this.#files].map(([name, bytes]) => ({
      name,
      sizeBytes: bytes.length,
      modifiedAt: this.#now(),
    }));
  }

  async find(name: string): Promise<StoredFile | null> {
    return (await this.list()).find((file) => file.name === name) ?? null;
  }

  async read(name: string, offset: number, limit: number): Promise<Uint8Array> {
    const bytes = this.#files.get(name);
    if (bytes === undefined) throw new AppError('not_found', 'The file is not there');
    return bytes.slice(offset, offset + limit);
  }

  async write(name: string, offset: number, bytes: Uint8Array): Promise<void> {
    const before = this.#files.get(name) ?? new Uint8Array();
    const after = new Uint8Array(Math.max(before.length, offset + bytes.length));
    after.set(before);
    after.set(bytes, offset);
    this.#files.set(name, after);
  }

  async finish(name: string, finalName: string, sizeBytes: number): Promise<void> {
    this.#files.set(finalName, await this.read(name, 0, sizeBytes));
    this.#files.delete(name);
  }

  async remove(name: string): Promise<void> {
    this.#files.delete(name);
  }
}

export const memoryFileStore = (now?: () => number): FileStore => ({
  incoming: new MemoryFiles(now),
  exports: new MemoryFiles(now),
});
