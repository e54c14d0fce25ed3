import { app, type BrowserWindow, powerMonitor } from 'electron';

/**
 * Lets a closed window only hide while the person wants the app to go on. Whatever really ends it – menu, tray, the end
 * of the session – closes the window as usual.
 */
export class KeepRunning {
  readonly #options: { readonly isWanted: () => boolean; readonly onHidden: () => void };
  #isQuitting = false;

  constructor(options: { readonly isWanted: () => boolean; readonly onHidden: () => void }) {
    this.#options = options;
    app.on('before-quit', () => {
      this.#isQuitting = true;
    });
    // Linux and macOS shut down or log out; Windows tells each window.
    void app.whenReady().then(() => powerMonitor.on('shutdown', () => app.quit()));
  }

  /** A quit was called off: closing only hides again. */
  stay(): void {
    this.#isQuitting = false;
  }

  watch(window: BrowserWindow): void {
    window.on('session-end', () => {
      this.#isQuitting = true;
    });
    window.on('close', (event) => {
      if (this.#isQuitting || !this.#options.isWanted()) return;
      event.preventDefault();
      // A full-screen window of macOS would leave its empty space behind.
      if (window.isFullScreen()) window.once('leave-full-screen', () => window.hide()).setFullScreen(false);
      else window.hide();
      this.#options.onHidden();
    });
  }
}
