import type { Page } from '@playwright/test';

/** What the page noticed while it scrolled: all times in ms. */
export interface Scrolling {
  /** Main-thread tasks over 50 ms, as the browser itself reports them. */
  readonly longTasks: readonly number[];
  /** Time from one frame to the next, while it scrolls. */
  readonly frames: readonly number[];
  readonly rowsSeen: number;
}

/** Pixels a frame moves the list: about two screens a second at 60 frames. */
const stepPx = 24;
/** The list is scrolled this far down, then back to the top, and again. */
const turnPx = 28_000;
/** It stays at the top this long each time: there it takes new orders in, which it does not while it scrolls. */
const restMs = 3_000;

interface Recorder {
  stop(): Scrolling;
}

/** Scrolls the order list from now on, down and up again; it pauses at the top only. */
export async function startScrolling(page: Page): Promise<void> {
  await page.evaluate(
    ({ stepPx, turnPx, restMs }) => {
      const viewport = document.querySelector('.ag-grid-viewport');
      if (!viewport) throw new Error('no list to scroll');
      const longTasks: number[] = [];
      const frames: number[] = [];
      const rows = new Set<string>();
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) longTasks.push(entry.duration);
      });
      observer.observe({ type: 'longtask' });
      let [last, direction, frame, restUntil] = [performance.now(), 1, 0, 0];
      const step = (now: number) => {
        const elapsed = now - last;
        last = now;
        frame = requestAnimationFrame(step);
        if (now < restUntil) return;
        frames.push(elapsed);
        const most = Math.min(turnPx, viewport.scrollHeight - viewport.clientHeight);
        if (viewport.scrollTop >= most) direction = -1;
        if (viewport.scrollTop <= 0 && direction === -1) [direction, restUntil] = [1, now + restMs];
        if (now >= restUntil) viewport.scrollTop += direction * stepPx;
        if (frames.length % 30 === 0) {
          rows.add(
            viewport.querySelector('.ag-row:not(.row-loading)')?.getAttribute('row-business-key') ?? '',
          );
        }
      };
      frame = requestAnimationFrame(step);
      const recorder: Recorder = {
        stop: () => {
          cancelAnimationFrame(frame);
          for (const entry of observer.takeRecords()) longTasks.push(entry.duration);
          observer.disconnect();
          return { longTasks, frames: frames.slice(1), rowsSeen: rows.size };
        },
      };
      Object.assign(window, { scrollRecorder: recorder });
    },
    { stepPx, turnPx, restMs },
  );
}

/** Ends the scrolling and answers what was noticed since its start. */
export function stopScrolling(page: Page): Promise<Scrolling> {
  return page.evaluate(() => (window as unknown as { scrollRecorder: Recorder }).scrollRecorder.stop());
}
