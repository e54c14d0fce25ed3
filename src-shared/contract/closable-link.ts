import type { ClientContext, ClientLink } from '@orpc/client';
import { AsyncIteratorClass } from '@orpc/client';
import { hostGone } from './to-app-error.ts';

export interface ClosableLink<Context extends ClientContext> extends ClientLink<Context> {
  /** Fails every call and stream under way, and all later ones, with `host_unavailable`. */
  close(): void;
}

/**
 * Gives a link an end. A message port whose other side died tells nobody (Chromium reports it only from 122
 * on), so its calls would wait for ever; whoever learns of the death closes the link.
 */
export function closableLink<Context extends ClientContext>(
  link: ClientLink<Context>,
): ClosableLink<Context> {
  let isClosed = false;
  const waiting = new Set<(error: unknown) => void>();

  const unlessClosed = <T>(work: () => Promise<T>): Promise<T> => {
    if (isClosed) return Promise.reject(hostGone());
    return new Promise<T>((resolve, reject) => {
      waiting.add(reject);
      work()
        .then(resolve, (error) => reject(isClosed ? hostGone(error) : error))
        .finally(() => waiting.delete(reject));
    });
  };

  return {
    async call(path, input, options) {
      const output = await unlessClosed(() => link.call(path, input, options));
      if (!isAsyncIterator(output)) return output;
      return new AsyncIteratorClass<unknown, unknown, void>(
        () => unlessClosed(() => output.next()),
        async (reason) => {
          if (reason !== 'next' && !isClosed) await output.return?.();
        },
      );
    },
    close() {
      isClosed = true;
      for (const reject of waiting) reject(hostGone());
      waiting.clear();
    },
  };
}

function isAsyncIterator(value: unknown): value is AsyncIterator<unknown, unknown, void> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value;
}
