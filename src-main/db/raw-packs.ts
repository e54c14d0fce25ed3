import { compress, expand } from './compression.ts';
import type { Database, SqlValue } from './database.ts';

/** A pack is closed when it holds this many bytes: larger ones only cost memory when one answer is read. */
const packBytes = 512 * 1024;

/**
 * Mall answers kept for support. Those of one commit are compressed together: starting a compressor costs more
 * than compressing one answer, and answers resemble each other.
 */
export interface RawPacks {
  /** Inside a transaction: keeps an answer with the next pack. */
  add(answer: { orderId: number; at: number; isError: boolean; bytes: Uint8Array }): void;
  /** Before COMMIT: writes the pack still open. */
  write(): void;
  /** After a rollback. */
  discard(): void;
  /** An order's answers, newest first. */
  read(orderId: number): { at: number; isError: boolean; bytes: Uint8Array }[];
}

interface StoredAnswer {
  readonly at: number;
  readonly is_error: number;
  readonly start: number;
  readonly length: number;
  readonly codec: number;
  readonly bytes: Uint8Array;
}

export function createRawPacks(database: Database): RawPacks {
  const insertPack = database.query('INSERT INTO raw_packs (codec, bytes) VALUES (?, ?)');
  const insertAnswer = database.query(
    'INSERT INTO raw_answers (order_id, at, is_error, pack_id, start, length) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const select = database.query<StoredAnswer>(
    `SELECT a.at, a.is_error, a.start, a.length, p.codec, p.bytes
     FROM raw_answers a JOIN raw_packs p ON p.id = a.pack_id WHERE a.order_id = ? ORDER BY a.id DESC`,
  );
  let chunks: Uint8Array[] = [];
  let rows: SqlValue[][] = [];
  let size = 0;

  const clear = (): void => {
    chunks = [];
    rows = [];
    size = 0;
  };
  const write = (): void => {
    if (chunks.length === 0) return;
    const { codec, bytes } = compress(Buffer.concat(chunks, size));
    const pack = insertPack.run(codec, bytes).id;
    for (const [orderId = null, at = null, isError = null, start = null, length = null] of rows) {
      insertAnswer.run(orderId, at, isError, pack, start, length);
    }
    clear();
  };

  return {
    add: ({ orderId, at, isError, bytes }) => {
      rows.push([orderId, at, isError ? 1 : 0, size, bytes.byteLength]);
      chunks.push(bytes);
      size += bytes.byteLength;
      if (size >= packBytes) write();
    },
    write,
    discard: clear,
    read: (orderId) =>
      select.all(orderId).map((row) => ({
        at: row.at,
        isError: row.is_error === 1,
        bytes: expand(row.codec, row.bytes).subarray(row.start, row.start + row.length),
      })),
  };
}
