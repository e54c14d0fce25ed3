import { app, type BrowserWindow } from 'electron';
import type { HostSupervisor } from '../data-host-process/supervisor.ts';
import type { StartTimings } from './timings.ts';

const givesUpAfterMs = 60_000;
const lookEveryMs = 100;

/**
 * `--smoke-test`: waits until the window shows a rendered page and the data host is ready, prints one JSON
 * line with what it found, and quits with 0; with 1 when that does not happen within a minute.
 */
export function runSmokeTest(parts: {
  window: BrowserWindow;
  supervisor: HostSupervisor;
  timings: StartTimings;
}): void {
  const { window, supervisor, timings } = parts;
  const startedAt = performance.now();
  const look = async () => {
    const rendered = await renderedElements(window);
    const hostState = supervisor.state.state;
    const { pageConnected, shown } = timings.all;
    const isOk = rendered > 0 && hostState === 'ready' && pageConnected !== undefined && shown !== undefined;
    if (!isOk && hostState !== 'failed' && performance.now() - startedAt < givesUpAfterMs) {
      setTimeout(look, lookEveryMs);
      return;
    }
    const report = {
      smokeTest: isOk ? 'passed' : 'failed',
      packaged: app.isPackaged,
      electron: process.versions.electron,
      url: window.webContents.getURL(),
      title: window.getTitle(),
      visible: window.isVisible(),
      rendered,
      hostState: supervisor.state,
      ms: timings.all,
    };
    process.stdout.write(`${JSON.stringify(report)}\n`, () => app.exit(isOk ? 0 : 1));
  };
  void look();
}

/** Elements the page's script has put below #root. */
async function renderedElements(window: BrowserWindow): Promise<number> {
  try {
    const count: unknown = await window.webContents.executeJavaScript(
      "document.querySelectorAll('#root *').length",
    );
    return typeof count === 'number' ? count : 0;
  } catch {
    return 0;
  }
}
