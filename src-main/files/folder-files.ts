import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/domain/errors.ts';
import type { FileArea, FileStore, StoredFile } from '../core/ports/file-store.ts';

/** No separators, no `..`: a name never leaves its folder. */
const plainName = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? '';

function coded(error: unknown): unknown {
  const code = codeOf(error);
  if (code === 'ENOENT')
    return new AppError('not_found', 'The file is not there', { details: { entity: 'file' } });
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('db_disk_full', 'The disk is full', { retryable: true, cause: error });
  return error;
}

async function withFile<T>(path: string, flags: number, work: (file: FileHandle) => Promise<T>): Promise<T> {
  try {
    // Personal data: for this user only.
    const file = await open(path, flags, 0o600);
    try {
      return await work(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw coded(error);
  }
}

/** A folder of the data directory, made when first written to. */
class FolderFiles implements FileArea {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async list(): Promise<StoredFile[]> {
    const names = await readdir(this.#folder).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    });
    const files = await Promise.all(
      names.filter((name) => plainName.test(name)).map((name) => this.find(name)),
    );
    return files.filter((file) => file !== null);
  }

  async find(name: string): Promise<StoredFile | null> {
    try {
      const { size, mtimeMs } = await stat(this.#path(name));
      return { name, sizeBytes: size, modifiedAt: Math.round(mtimeMs) };
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw coded(error);
    }
  }

  async read(name: string, offset: number, limit: number): Promise<Uint8Array> {
    return withFile(this.#path(name), constants.O_RDONLY, async (file) => {
      const bytes = new Uint8Array(limit);
      const { bytesRead } = await file.read(bytes, 0, limit, offset);
      return bytes.subarray(0, bytesRead);
    });
  }

  async write(name: string, offset: number, bytes: Uint8Array): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await withFile(this.#path(name), constants.O_WRONLY | constants.O_CREAT, async (file) => {
      let written = 0;
      while (written < bytes.length) {
        const left = bytes.length - written;
        written += (await file.write(bytes, written, left, offset + written)).bytesWritten;
      }
    });
  }

  async finish(name: string, finalName: string, sizeBytes: number): Promise<void> {
    await withFile(this.#path(name), constants.O_RDWR, async (file) => {
      await file.truncate(sizeBytes);
      await file.sync();
    });
    await rename(this.#path(name), this.#path(finalName));
  }

  async remove(name: string): Promise<void> {
    await rm(this.#path(name), { force: true });
  }

  #path(name: string): string {
    if (!plainName.test(name)) throw new AppError('invalid_input', 'Not a plain file name');
    return join(this.#folder, name);
  }
}

/** The files of a data directory. */
export const folderFiles = (dataDir: string): FileStore => ({
  incoming: new FolderFiles(join(dataDir, 'incoming')),
  exports: new FolderFiles(join(dataDir, 'exports')),
});
