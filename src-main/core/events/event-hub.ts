import type { ChangeEvent } from '#shared/contract/system.ts';

/** A slow listener's queue is folded beyond this many events, so that it can never grow without end. */
const queueLimit = 500;

/** Brings what happened to every listener: changes after each commit, and progress of long work. */
export class EventHub {
  readonly #queues = new Set<EventQueue>();

  publish(events: readonly ChangeEvent[]): void {
    for (const queue of this.#queues) queue.push(events);
  }

  /**
   * Everything from now on, starting with `ready`. A listener that falls behind gets one event "everything of
   * this entity changed" in place of many small ones. Ends when the signal aborts.
   */
  async *listen(revision: number, signal?: AbortSignal): AsyncGenerator<ChangeEvent, void, void> {
    const queue = new EventQueue();
    this.#queues.add(queue);
    const stop = () => queue.end();
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted === true) stop();
    try {
      yield { type: 'ready', revision };
      for (let event = await queue.next(); event !== null; event = await queue.next()) yield event;
    } finally {
      this.#queues.delete(queue);
      signal?.removeEventListener('abort', stop);
    }
  }

  /** Ends every listener: the host is closing. */
  close(): void {
    for (const queue of this.#queues) queue.end();
  }
}

class EventQueue {
  #events: ChangeEvent[] = [];
  #wake: (() => void) | null = null;
  #ended = false;

  push(events: readonly ChangeEvent[]): void {
    this.#events.push(...events);
    if (this.#events.length > queueLimit) this.#events = foldEvents(this.#events);
    this.#wake?.();
  }

  async next(): Promise<ChangeEvent | null> {
    while (this.#events.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#events.shift() ?? null;
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }
}

/** One event per entity (all of it changed, newest revision) and the last progress of each run. */
export function foldEvents(events: readonly ChangeEvent[]): ChangeEvent[] {
  const folded = new Map<string, ChangeEvent>();
  for (const event of events) {
    if (event.type === 'changed') folded.set(event.entity, { ...event, ids: [] });
    else folded.set(keyOf(event), event);
  }
  return [...folded.values()];
}

/** Events with the same key replace one another. */
function keyOf(event: Exclude<ChangeEvent, { type: 'changed' }>): string {
  if (event.type === 'importProgress') return event.runId;
  if (event.type === 'jobProgress') return event.jobId;
  if (event.type === 'csvCheckProgress') return event.fileId;
  return event.type === 'sessionDegraded' ? `${event.type}/${event.shopId}/${event.scope}` : event.type;
}
