import type { FileArea } from '../ports/file-store.ts';
import { marksName } from './export-files.ts';

/** How far a file was when the row `seq` had been written. */
export interface Mark {
  readonly seq: number;
  readonly offset: number;
  /** Letters replaced so far. */
  readonly replaced: number;
}

/** Numbers are written at a fixed width, so that a mark written half is known as none. */
const width = 16;
const markBytes = 3 * width;

/** Marks of running exports: in memory, and in a file beside the export's for after a kill. */
export class Marks {
  readonly #files: FileArea;
  readonly #known = new Map<string, Mark[]>();

  constructor(files: FileArea) {
    this.#files = files;
  }

  /** The last mark before a row; null when there is none. */
  async before(jobId: string, seq: number): Promise<Mark | null> {
    const marks = await this.#load(jobId);
    const at = marks.findLastIndex((mark) => mark.seq < seq);
    // What lies behind it is written again.
    marks.length = at + 1;
    return marks[at] ?? null;
  }

  async add(jobId: string, mark: Mark): Promise<void> {
    const marks = await this.#load(jobId);
    const text = [mark.seq, mark.offset, mark.replaced]
      .map((number) => String(number).padStart(width))
      .join('');
    await this.#files.write(marksName(jobId), marks.length * markBytes, new TextEncoder().encode(text));
    marks.push(mark);
  }

  forget(jobId: string): void {
    this.#known.delete(jobId);
  }

  async #load(jobId: string): Promise<Mark[]> {
    const known = this.#known.get(jobId);
    if (known !== undefined) return known;
    const marks: Mark[] = [];
    const file = await this.#files.find(marksName(jobId));
    if (file !== null) {
      const text = new TextDecoder().decode(await this.#files.read(file.name, 0, file.sizeBytes));
      for (let at = 0; at + markBytes <= text.length; at += markBytes) {
        const [seq = 0, offset = 0, replaced = 0] = [0, 1, 2].map((each) =>
          Number(text.slice(at + each * width, at + (each + 1) * width)),
        );
        // Marks rise; one that does not was left by an earlier, longer run.
        if (seq <= (marks.at(-1)?.seq ?? -1)) break;
        marks.push({ seq, offset, replaced });
      }
    }
    this.#known.set(jobId, marks);
    return marks;
  }
}
