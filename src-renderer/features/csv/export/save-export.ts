import type { Job } from '#shared/contract/jobs.ts';
import { fromBase64 } from '../../../lib/base64.ts';
import { host } from '../../../lib/connection/index.ts';
import { saveFile } from '../../../lib/save-file.ts';

const pieceBytes = 3_000_000;

/** Fetches an export's file in pieces and gives it to the person. Throws AppError `job_no_file`. */
export async function saveExport(job: Pick<Job, 'id'>): Promise<void> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (;;) {
    const piece = await host.jobs.readFile({ jobId: job.id, offset, limit: pieceBytes });
    const bytes = fromBase64(piece.bytes);
    parts.push(bytes);
    offset += bytes.length;
    if (offset >= piece.sizeBytes || bytes.length === 0) {
      saveFile(piece.name, parts);
      return;
    }
  }
}
