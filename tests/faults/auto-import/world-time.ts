import { openSync, readSync, writeSync } from 'node:fs';

/**
 * True time of a simulated world (epoch ms), shared by its processes through a file of eight bytes. Whoever may move
 * it writes, everybody reads: a process that is killed leaves the time as it was.
 */
export class WorldTime {
  readonly #file: number;
  readonly #bytes = Buffer.alloc(8);

  /** @param start makes the file and begins there; left out: joins a world that exists */
  constructor(path: string, start?: number) {
    this.#file = openSync(path, start === undefined ? 'r+' : 'w+');
    if (start !== undefined) this.set(start);
  }

  now(): number {
    readSync(this.#file, this.#bytes, 0, 8, 0);
    return this.#bytes.readDoubleLE();
  }

  set(at: number): void {
    this.#bytes.writeDoubleLE(at);
    writeSync(this.#file, this.#bytes, 0, 8, 0);
  }
}
