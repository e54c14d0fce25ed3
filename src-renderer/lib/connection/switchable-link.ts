import type { ClientLink, ClientOptions } from '@orpc/client';
import type { CallOptions } from '#shared/contract/client.ts';
import { hostGone } from '#shared/contract/to-app-error.ts';
import type { Channel, LinkStatus } from './channel.ts';

/**
 * A link that outlives its channels: calls wait for a channel, and a call whose channel ended before the
 * answer came is sent again on the next one. That is safe for commands too, because the client above gives
 * each one idempotency key for all its attempts. After `patienceMs` without a channel a call fails with
 * `host_unavailable`.
 */
export class SwitchableLink implements ClientLink<CallOptions> {
  #channel: Channel | null = null;
  #status: LinkStatus = 'connecting';
  readonly #waiting = new Set<(channel: Channel) => void>();
  readonly #listeners = new Set<() => void>();
  readonly #patienceMs: number;

  constructor(options: { patienceMs: number }) {
    this.#patienceMs = options.patienceMs;
  }

  get status(): LinkStatus {
    return this.#status;
  }

  /** Called on every change of status, and when a fresh channel replaced a living one. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes over a fresh channel; calls still waiting for the old one are repeated on it. */
  attach(channel: Channel): void {
    this.#channel = channel;
    this.#setStatus('connected');
    for (const wake of [...this.#waiting]) wake(channel);
    void channel.ended.then(() => {
      if (this.#channel !== channel) return;
      this.#channel = null;
      this.#setStatus('reconnecting');
    });
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<CallOptions>): Promise<unknown> {
    for (;;) {
      const channel = await this.#nextChannel(options.signal);
      const ended = channel.ended.then(() => channelEnded);
      try {
        const answer = await Promise.race([channel.link.call(path, input, options), ended]);
        if (answer !== channelEnded) return answer;
      } catch (error) {
        if (options.signal?.aborted || !(await isOver(channel))) throw error;
      }
    }
  }

  #nextChannel(signal: AbortSignal | undefined): Promise<Channel> {
    if (this.#channel) return Promise.resolve(this.#channel);
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void) => {
        this.#waiting.delete(wake);
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        finish();
      };
      const wake = (channel: Channel) => settle(() => resolve(channel));
      const abort = () => settle(() => reject(signal?.reason));
      const timer = setTimeout(() => settle(() => reject(hostGone())), this.#patienceMs);
      signal?.addEventListener('abort', abort);
      this.#waiting.add(wake);
    });
  }

  #setStatus(status: LinkStatus): void {
    this.#status = status;
    for (const listener of [...this.#listeners]) listener();
  }
}

const channelEnded = Symbol('channel ended');

/** True when the channel has ended, or does within this turn: a closing socket fails its calls first. */
function isOver(channel: Channel): Promise<boolean> {
  return Promise.race([
    channel.ended.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 0)),
  ]);
}
