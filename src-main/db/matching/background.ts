/** One turn may keep the event loop this long, ms. */
const turnMs = 10;
/** Between two turns of work that nobody waits for, ms: the process has other things to do. */
const restMs = 20;
/** While work goes on, listeners hear of it no more often than this, ms. */
const noticeMs = 300;

export interface Task {
  /** Somebody looks at what comes of it. */
  readonly isUrgent: boolean;
  /** Does some more of the work; true when none is left. */
  readonly work: (deadline: number) => boolean;
}

/**
 * Long work in short turns between whatever else the process does. What is urgent is done first, of that what was
 * asked for last. `onNews`
 * is called when a better answer may be had than one that was said to be incomplete (`owe`).
 */
export class Background {
  readonly #onNews: () => void;
  readonly #onFault: (error: unknown) => void;
  readonly #tasks = new Map<string, Task>();
  #immediate: NodeJS.Immediate | null = null;
  #rest: NodeJS.Timeout | null = null;
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

  /** Adds a task, or moves it to the front; it takes the place of an earlier one of the same key, and its urgency. */
  add(key: string, task: Task): void {
    const isUrgent = task.isUrgent || this.#tasks.get(key)?.isUrgent === true;
    this.#tasks.delete(key);
    this.#tasks.set(key, { ...task, isUrgent });
    this.#schedule();
  }

  remove(key: string): void {
    this.#tasks.delete(key);
  }

  close(): void {
    this.#tasks.clear();
    this.#unschedule();
  }

  #next(): [string, Task] | undefined {
    const tasks = [...this.#tasks].reverse();
    return tasks.find(([, { isUrgent }]) => isUrgent) ?? tasks[0];
  }

  #schedule(): void {
    const next = this.#next();
    if (next === undefined || this.#immediate !== null) return;
    if (next[1].isUrgent) {
      this.#unschedule();
      this.#immediate = setImmediate(() => this.#takeTurn());
    } else {
      this.#rest ??= setTimeout(() => this.#takeTurn(), restMs);
    }
  }

  #unschedule(): void {
    if (this.#immediate !== null) clearImmediate(this.#immediate);
    if (this.#rest !== null) clearTimeout(this.#rest);
    this.#immediate = null;
    this.#rest = null;
  }

  #takeTurn(): void {
    this.#unschedule();
    const next = this.#next();
    if (next === undefined) return;
    const [key, task] = next;
    let isDone = true;
    try {
      isDone = task.work(performance.now() + turnMs);
    } catch (error) {
      this.#onFault(error);
    }
    if (isDone && this.#tasks.get(key) === task) this.#tasks.delete(key);
    this.#schedule();
    const now = performance.now();
    if (this.#isOwed && (isDone || now - this.#noticedAt >= noticeMs)) {
      this.#isOwed = false;
      this.#noticedAt = now;
      this.#onNews();
    }
  }
}
