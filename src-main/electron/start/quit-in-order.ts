import { app } from 'electron';

/**
 * Lets `finish` run once before the app really quits, whatever started the quit. `finish` must end in bounded
 * time by itself.
 */
export function quitInOrder(finish: () => Promise<void>): void {
  let progress: 'running' | 'finishing' | 'finished' = 'running';
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (progress === 'finished') return;
    event.preventDefault();
    if (progress === 'finishing') return;
    progress = 'finishing';
    void finish().finally(() => {
      progress = 'finished';
      // Not from within this event: Electron ignores a quit while it is still telling of the one before.
      setImmediate(() => app.quit());
    });
  });
}
