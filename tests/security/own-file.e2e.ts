import { readFile, rm } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { launchApp } from '../e2e/support/electron.ts';

// Every guard is on: a file that the page made of its own data (an export) is the one thing that may be saved.
test('a file the page itself made can be saved', async () => {
  const launched = await launchApp();
  try {
    const path = await launched.app.evaluate(
      ({ BrowserWindow, session }) =>
        new Promise<string>((resolve) => {
          const folder = process.env.TMPDIR ?? '/tmp';
          session.defaultSession.once('will-download', (event, item) => {
            const target = `${folder}/juchuban-own-file-${process.pid}.csv`;
            item.setSavePath(target);
            if (event.defaultPrevented) resolve('prevented');
            else item.once('done', (_done, state) => resolve(state === 'completed' ? target : state));
          });
          void BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(`{
          const link = document.createElement('a');
          link.href = URL.createObjectURL(new Blob(['注文番号']));
          link.download = 'orders.csv';
          link.click();
        }`);
        }),
    );
    expect(await readFile(path, 'utf8')).toBe('注文番号');
    await rm(path);
  } finally {
    await launched.dispose();
  }
});
