/**
 * Work that waits while something moves: `moved()` says that it moves, `ask()` has the work done – at once
 * when nothing moved for `restMs`, else once at the end of the movement, however often it was asked for.
 */
export class AtRest {
  readonly #work: () => void;
  readonly #restMs: number;
  #movedAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(work: () => void, restMs: number) {
    this.#work = work;
    this.#restMs = restMs;
  }

  moved(): void {
    this.#movedAt = performance.now();
  }

  ask(): void {
    if (this.#timer === undefined) this.#check();
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #check(): void {
    const left = this.#movedAt + this.#restMs - performance.now();
    this.#timer = left > 0 ? setTimeout(() => this.#check(), left) : undefined;
    if (left <= 0) this.#work();
  }
}
