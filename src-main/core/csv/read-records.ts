import type { FileArea } from '../ports/file-store.ts';
import { type RawRecord, RecordSplitter } from './record-splitter.ts';
import { byteOrderMarkLength } from './text-encoding.ts';

/** What is read and looked at in one go: a few ms of work. */
const pieceBytes = 131_072;

/**
 * The records of a file, a batch at a time, in order. Other work gets its turn between batches. `signal` ends it
 * with its reason.
 */
export async function* readRecords(
  files: FileArea,
  name: string,
  separator: string,
  signal?: AbortSignal,
): AsyncGenerator<RawRecord[], void> {
  let offset = 0;
  let splitter: RecordSplitter | undefined;
  for (;;) {
    signal?.throwIfAborted();
    const piece = await files.read(name, offset, pieceBytes);
    if (piece.length === 0) break;
    const mark = offset === 0 ? byteOrderMarkLength(piece) : 0;
    splitter ??= new RecordSplitter(separator, mark);
    offset += piece.length;
    yield splitter.push(piece.subarray(mark));
  }
  if (splitter !== undefined) yield splitter.end();
}
