import type { CsvMapping } from '#shared/contract/csv.ts';
import type { ExportFormat, Job, OrderTarget } from '#shared/contract/jobs.ts';
import { type OrderDesk, operator } from '../../support/order-desk.ts';

const ctx = operator();

/** Waits until a job is over, without sleeping. */
export async function ended({ operations }: OrderDesk, jobId: string): Promise<Job> {
  for (;;) {
    const job = await operations.jobs.get({ jobId }, ctx);
    if (job.state !== 'running' && job.state !== 'interrupted') return job;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Exports and fetches the file, in pieces of an odd size. */
export async function exported(
  desk: OrderDesk,
  target: OrderTarget,
  format: ExportFormat,
): Promise<{ job: Job; bytes: Uint8Array }> {
  const { operations } = desk;
  const begun = await operations.jobs.start({ target, action: { kind: 'export', format } }, ctx);
  const job = await ended(desk, begun.id);
  if (job.state !== 'completed') throw new Error(JSON.stringify(job.error));
  const parts: Buffer[] = [];
  for (let offset = 0; ; ) {
    const piece = await operations.jobs.readFile({ jobId: job.id, offset, limit: 7_777 }, ctx);
    const bytes = Buffer.from(piece.bytes, 'base64');
    parts.push(bytes);
    offset += bytes.length;
    if (offset >= piece.sizeBytes) break;
  }
  return { job, bytes: new Uint8Array(Buffer.concat(parts)) };
}

/** Brings a file in, in pieces, as the window does. */
export async function staged(
  { operations }: OrderDesk,
  bytes: Uint8Array,
  name = '注文.csv',
): Promise<string> {
  const { fileId } = await operations.csv.open({ name, sizeBytes: bytes.length }, ctx);
  const step = 50_000;
  for (let offset = 0; offset < bytes.length; offset += step) {
    const piece = Buffer.from(bytes.subarray(offset, offset + step)).toString('base64');
    await operations.csv.append({ fileId, offset, bytes: piece }, ctx);
  }
  return fileId;
}

/** The mapping that the screen would offer. */
export async function offeredMapping(
  { operations }: OrderDesk,
  fileId: string,
  shopId: string,
): Promise<CsvMapping> {
  const { encoding, separator, hasHeader, suggested } = await operations.csv.inspect({ fileId }, ctx);
  return {
    encoding,
    separator,
    hasHeader,
    shopId,
    columns: suggested,
    unknownOrders: 'create',
    blankCells: 'keep',
  };
}
