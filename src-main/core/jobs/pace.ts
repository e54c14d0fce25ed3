/** Measures how fast long work gets on and says how long the rest will take. */
export class Pace {
  #rate: number | null = null;
  #last: { at: number; done: number } | null = null;

  /** `done` items at the moment `at` (ms). */
  update(at: number, done: number): void {
    if (this.#last === null) {
      this.#last = { at, done };
      return;
    }
    const elapsed = at - this.#last.at;
    if (elapsed <= 0 || done <= this.#last.done) return;
    const current = (done - this.#last.done) / elapsed;
    // Smoothed, so that one slow answer does not make the remaining time jump.
    this.#rate = this.#rate === null ? current : this.#rate * 0.8 + current * 0.2;
    this.#last = { at, done };
  }

  /** Time left in ms for the remaining items; null while nothing is known. */
  remainingMs(remaining: number): number | null {
    return this.#rate === null ? null : remaining / this.#rate;
  }
}
