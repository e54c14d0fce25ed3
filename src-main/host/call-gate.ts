import { hostGone } from '#shared/contract/to-app-error.ts';

/**
 * The end of a host as calls see it: from `stop` on nothing new gets in (`host_unavailable`, to be repeated
 * at the next host), queries and streams end, and the commands under way are waited for.
 */
export class CallGate {
  readonly #stop = new AbortController();
  readonly #commands = new Set<Promise<unknown>>();

  /** Aborted by `stop`. */
  get stopping(): AbortSignal {
    return this.#stop.signal;
  }

  /** Throws `host_unavailable` once the host stops. */
  refuseWhenStopping(): void {
    if (this.#stop.signal.aborted) throw hostGone();
  }

  /** Runs a command that `stop` will wait for. */
  async run<T>(command: () => Promise<T>): Promise<T> {
    this.refuseWhenStopping();
    const running = command();
    this.#commands.add(running);
    try {
      return await running;
    } finally {
      this.#commands.delete(running);
    }
  }

  /** Resolves when every command under way has ended, whatever its outcome. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.allSettled(this.#commands);
  }
}
