import { _electron } from '@playwright/test';

const givesUpAfterMs = 90_000;

/**
 * Starts an app and answers the wall time in ms until the first row is painted: from just before the process is
 * created to the frame after the one the row came with. Ends the app again, by force if it has to.
 */
export async function timeToFirstRow(options: {
  readonly executable: string;
  readonly args: readonly string[];
  readonly dataDir: string;
}): Promise<number> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  const startedAt = Date.now();
  const app = await _electron.launch({
    executablePath: options.executable,
    args: [...options.args, `--user-data-dir=${options.dataDir}`],
    env: { ...env, JUCHUBAN_DATA_DIR: options.dataDir },
    timeout: givesUpAfterMs,
  });
  const child = app.process();
  const guard = setTimeout(() => child.kill('SIGKILL'), givesUpAfterMs);
  try {
    const page = await app.firstWindow();
    await page.waitForSelector('.ag-row:not(.row-loading)', { timeout: givesUpAfterMs });
    const paintedAt = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          requestAnimationFrame(() =>
            requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())),
          );
        }),
    );
    return paintedAt - startedAt;
  } finally {
    await app.close().catch(() => child.kill('SIGKILL'));
    clearTimeout(guard);
  }
}
