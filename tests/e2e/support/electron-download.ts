import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import type { SavedFile } from './app.ts';

/** In the app under test: the download that is awaited. */
declare global {
  var awaitedDownload: Promise<{ name: string; path: string }> | undefined;
}

/**
 * The file that `act` lets a person save. The one thing that is played is the answer to the system's save dialog; every
 * guard of the app stays as it is.
 */
export async function savedFile(app: ElectronApplication, act: () => Promise<void>): Promise<SavedFile> {
  const folder = await mkdtemp(join(tmpdir(), 'juchuban-saved-'));
  try {
    await app.evaluate(({ session }, target) => {
      globalThis.awaitedDownload = new Promise((resolve, reject) => {
        session.defaultSession.once('will-download', (event, item) => {
          if (event.defaultPrevented) return reject(new Error('The app refused the download'));
          const path = `${target}/saved`;
          item.setSavePath(path);
          item.once('done', (_event, state) =>
            state === 'completed' ? resolve({ name: item.getFilename(), path }) : reject(new Error(state)),
          );
        });
      });
    }, folder);
    await act();
    const saved = await app.evaluate(() => globalThis.awaitedDownload);
    if (saved === undefined) throw new Error('No download was awaited');
    return { name: saved.name, bytes: await readFile(saved.path) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
