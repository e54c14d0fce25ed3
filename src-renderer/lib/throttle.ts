export interface Throttled {
  (): void;
  cancel(): void;
}

/**
 * Runs `work` at most once per `intervalMs`: the first call soon (next idle moment of the event loop), the
 * calls in between together once at the end of the interval.
 */
export function throttle(work: () => void, intervalMs: number): Throttled {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastRun = Number.NEGATIVE_INFINITY;
  const call = () => {
    if (timer !== undefined) return;
    const wait = Math.max(0, lastRun + intervalMs - performance.now());
    timer = setTimeout(() => {
      timer = undefined;
      lastRun = performance.now();
      work();
    }, wait);
  };
  call.cancel = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  return call;
}
