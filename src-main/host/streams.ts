import { AsyncIteratorClass } from '@orpc/server';

/**
 * Makes an async iterable end at once when `end` is aborted, even while it waits for its next event, and lets
 * go of the source in every case. Without this a subscription outlives the window that made it.
 */
export function endedBy<T>(
  source: AsyncIterable<T>,
  end: AbortController,
): AsyncIteratorClass<T, undefined, void> {
  const iterator = source[Symbol.asyncIterator]();
  const ended = new Promise<IteratorResult<T, undefined>>((resolve) => {
    const finish = () => resolve({ done: true, value: undefined });
    if (end.signal.aborted) finish();
    else end.signal.addEventListener('abort', finish, { once: true });
  });
  return new AsyncIteratorClass<T, undefined, void>(
    async () => {
      const step = await Promise.race([ended, iterator.next()]);
      return step.done === true ? { done: true, value: undefined } : step;
    },
    async () => {
      end.abort();
      // Not awaited: a generator that is waiting answers only after its wait, which `end` has ended.
      void Promise.resolve(iterator.return?.()).catch(() => undefined);
    },
  );
}

/** Passes a stream on with its failures converted. */
export function withErrors<T>(
  source: AsyncIterator<T, unknown, void>,
  convert: (error: unknown) => unknown,
  onEnd: () => void,
): AsyncIteratorClass<T, unknown, void> {
  return new AsyncIteratorClass<T, unknown, void>(
    async () => {
      try {
        return await source.next();
      } catch (error) {
        throw convert(error);
      }
    },
    async (reason) => {
      onEnd();
      if (reason !== 'next') await source.return?.();
    },
  );
}
