import { mallOrderSchema } from '#shared/domain/order.ts';
import type { FetchedCandidate } from '../../core/ports/job-store.ts';
import { compress, expand } from '../compression.ts';
import type { Database } from '../database.ts';

interface StoredCandidate {
  readonly order_id: number;
  readonly version: number;
  readonly codec: number;
  readonly bytes: Uint8Array;
}

/** Answers fetched again that wait in their job until they are applied (spec §3 注文再取込). */
export interface FetchedOrders {
  keep(jobNo: number, seq: number, candidate: FetchedCandidate): void;
  find(jobNo: number, orderId: number): FetchedCandidate | null;
  page(
    jobNo: number,
    page: { offset: number; limit: number },
  ): { orders: { orderId: number; candidate: FetchedCandidate }[]; total: number };
  drop(jobNo: number, orderId: number): void;
}

const lengthBytes = 4;

export function createFetchedOrders(database: Database): FetchedOrders {
  const insert = database.query(
    `INSERT OR REPLACE INTO job_fetched (job_no, seq, order_id, version, codec, bytes)
     SELECT job_no, seq, order_id, ?, ?, ? FROM job_items WHERE job_no = ? AND seq = ?`,
  );
  const one = database.query<StoredCandidate>('SELECT * FROM job_fetched WHERE job_no = ? AND order_id = ?');
  const some = database.query<StoredCandidate>(
    'SELECT * FROM job_fetched WHERE job_no = ? ORDER BY seq LIMIT ? OFFSET ?',
  );
  const count = database.query<{ total: number }>(
    'SELECT count(*) AS total FROM job_fetched WHERE job_no = ?',
  );
  const remove = database.query('DELETE FROM job_fetched WHERE job_no = ? AND order_id = ?');
  return {
    keep: (jobNo, seq, candidate) => {
      const { codec, bytes } = pack(candidate);
      insert.run(candidate.version, codec, bytes, jobNo, seq);
    },
    find: (jobNo, orderId) => {
      const row = one.get(jobNo, orderId);
      return row === undefined ? null : unpack(row);
    },
    page: (jobNo, { offset, limit }) => ({
      orders: some
        .all(jobNo, limit, offset)
        .map((row) => ({ orderId: row.order_id, candidate: unpack(row) })),
      total: count.get(jobNo)?.total ?? 0,
    }),
    drop: (jobNo, orderId) => {
      remove.run(jobNo, orderId);
    },
  };
}

/** The order's JSON, its length before it, and the answer as received: compressed together. */
function pack({ order, raw }: FetchedCandidate): { codec: number; bytes: Uint8Array } {
  const json = Buffer.from(JSON.stringify(order));
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32LE(json.byteLength);
  return compress(Buffer.concat([length, json, raw]));
}

function unpack({ version, codec, bytes }: StoredCandidate): FetchedCandidate {
  const whole = Buffer.from(expand(codec, bytes));
  const rawStart = lengthBytes + whole.readUInt32LE();
  return {
    version,
    order: mallOrderSchema.parse(JSON.parse(whole.toString('utf8', lengthBytes, rawStart))),
    raw: whole.subarray(rawStart),
  };
}
