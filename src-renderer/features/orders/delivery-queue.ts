/** Rows of the list by their places: `from` is the first, `to` the one after the last. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

interface Delivery {
  readonly rows: RowRange;
  readonly deliver: () => void;
}

/** Half a frame: between two deliveries the window can draw and answer to a hand. */
const stepMs = 8;

/** Hands rows to the grid piece by piece, each in a task of its own, those on screen first. */
export class DeliveryQueue {
  readonly #shown: () => RowRange;
  readonly #waiting: Delivery[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(shown: () => RowRange) {
    this.#shown = shown;
  }

  add(rows: RowRange, deliver: () => void): void {
    this.#waiting.push({ rows, deliver });
    this.#timer ??= setTimeout(() => this.#next(), 0);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.length = 0;
  }

  #next(): void {
    const shown = this.#shown();
    const onScreen = this.#waiting.findIndex(({ rows }) => rows.from < shown.to && rows.to > shown.from);
    const [delivery] = this.#waiting.splice(Math.max(0, onScreen), 1);
    this.#timer = this.#waiting.length > 0 ? setTimeout(() => this.#next(), stepMs) : undefined;
    delivery?.deliver();
  }
}
