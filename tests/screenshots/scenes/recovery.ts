import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseFile } from '#main/host/running-host.ts';
import { launchApp } from '../../e2e/support/electron.ts';
import { shoot, sizes } from '../camera.ts';
import { expect } from '../patient-expect.ts';

/** The desktop app with a database that is none: the screen that says so and what to do. */
export async function recovery(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'juchuban-pictures-'));
  await writeFile(join(dataDir, databaseFile), 'This is not a database. '.repeat(400));
  const launched = await launchApp({ dataDir });
  try {
    await launched.app.evaluate(({ BrowserWindow, nativeTheme }, { width, height }) => {
      nativeTheme.themeSource = 'light';
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
    }, sizes.usual);
    await expect(launched.page.getByRole('button', { name: 'もう一度起動する' })).toBeVisible({
      timeout: 60_000,
    });
    await shoot(launched.page, 'recovery');
  } finally {
    await launched.quit();
    await rm(dataDir, { recursive: true, force: true });
  }
}
