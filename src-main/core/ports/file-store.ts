/** One file of an area. */
export interface StoredFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Epoch ms. */
  readonly modifiedAt: number;
}

/**
 * A folder of files by plain names (letters, digits, `-`, `_`, `.`). Reading a file that is not there throws AppError
 * `not_found`; writing throws `db_disk_full`.
 */
export interface FileArea {
  list(): Promise<StoredFile[]>;
  /** null: there is no such file. */
  find(name: string): Promise<StoredFile | null>;
  /** Up to `limit` bytes from `offset`; fewer at the end of the file. */
  read(name: string, offset: number, limit: number): Promise<Uint8Array>;
  /** Writes bytes at `offset`; makes the file if it is not there. */
  write(name: string, offset: number, bytes: Uint8Array): Promise<void>;
  /** The first `sizeBytes` are safely on the disk, and from now on under another name. */
  finish(name: string, finalName: string, sizeBytes: number): Promise<void>;
  /** A file that is not there is removed already. */
  remove(name: string): Promise<void>;
}

/** Files of the data folder that come and go: what is being imported, and what was exported. */
export interface FileStore {
  readonly incoming: FileArea;
  readonly exports: FileArea;
}
