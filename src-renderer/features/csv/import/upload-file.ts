import { csvChunkBytes } from '#shared/contract/csv.ts';
import { toBase64 } from '../../../lib/base64.ts';
import { host } from '../../../lib/connection/index.ts';
import type { StagedFile } from './wizard-store.ts';

const longestName = 260;

/** Sends a file to the data host in pieces; `onProgress` is told the share that has arrived, 0 to 1. */
export async function uploadFile(file: File, onProgress: (share: number) => void): Promise<StagedFile> {
  const name = file.name.slice(-longestName);
  const { fileId } = await host.csv.open({ name, sizeBytes: file.size });
  try {
    for (let offset = 0; offset < file.size; offset += csvChunkBytes) {
      const piece = await file.slice(offset, offset + csvChunkBytes).arrayBuffer();
      await host.csv.append({ fileId, offset, bytes: toBase64(new Uint8Array(piece)) });
      onProgress(Math.min(1, (offset + csvChunkBytes) / file.size));
    }
  } catch (error) {
    // The upload's own failure is what the person is told.
    await host.csv.discard({ fileId }).catch(() => undefined);
    throw error;
  }
  return { fileId, name };
}
