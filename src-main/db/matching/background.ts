/** One turn may keep the event loop this long, ms. */
const turnMs = 10;
/** While work goes on, listeners hear of it no more often than this, ms. */
const noticeMs = 300;

/** Does some more of its work; true when none is left. */
export type Task = (deadline: number) => boolean;

/**
 * Long work in short turns between whatever else the process does. What was asked for last is done first. `onNews`
 * is called when a better answer may be had than one that was said to be incomplete (`owe`).
 */
export class Background {
  readonly #onNews: () => void;
  readonly #onFault: (error: unknown) => void;
  readonly #tasks = new Map<string, Task>();
  #turn: NodeJS.Immediate | null = null;
  #isOwed = false;
  #noticedAt = 0;

  constructor(parts: { onNews: () => void; onFault: (error: unknown) => void }) {
    this.#onNews = parts.onNews;
    this.#onFault = parts.onFault;
  }

  /** Somebody got an incomplete answer. */
  owe(): void {
    this.#isOwed = true;
  }

  /** Adds a task, or moves it to the front; the same key takes the place of an earlier task. */
  add(key: string, task: Task): void {
    this.#tasks.delete(key);
    this.#tasks.set(key, task);
    this.#turn ??= setImmediate(() => this.#takeTurn());
  }

  remove(key: string): void {
    this.#tasks.delete(key);
  }

  close(): void {
    this.#tasks.clear();
    if (this.#turn !== null) clearImmediate(this.#turn);
    this.#turn = null;
  }

  #takeTurn(): void {
    this.#turn = null;
    const latest = [...this.#tasks].at(-1);
    if (latest === undefined) return;
    const [key, task] = latest;
    let isDone = true;
    try {
      isDone = task(performance.now() + turnMs);
    } catch (error) {
      this.#onFault(error);
    }
    if (isDone && this.#tasks.get(key) === task) this.#tasks.delete(key);
    if (this.#tasks.size > 0) this.#turn ??= setImmediate(() => this.#takeTurn());
    const now = performance.now();
    if (this.#isOwed && (isDone || now - this.#noticedAt >= noticeMs)) {
      this.#isOwed = false;
      this.#noticedAt = now;
      this.#onNews();
    }
  }
}
