import { type BrowserWindow, dialog } from 'electron';
import type { TerminalSettings } from '#shared/contract/shell.ts';
import { edit as en } from '#shared/i18n/en/edit.ts';
import { edit as ja } from '#shared/i18n/ja/edit.ts';

const texts = { ja, en };

/**
 * Asks when the page holds unsaved work (its `beforeunload` was prevented) and the window closes, the app quits or the
 * page is loaded anew. Electron shows nothing by itself: the window would just stay.
 */
export function askBeforeUnload(
  window: BrowserWindow,
  options: {
    readonly language: () => TerminalSettings['language'];
    /** The person goes back to the work: nothing quits now. */
    readonly onStay: () => void;
  },
): void {
  let isClosing = false;
  window.on('close', (event) => {
    // A window that only hides keeps its page.
    isClosing = !event.defaultPrevented;
  });
  window.webContents.on('will-prevent-unload', (event) => {
    const t = texts[options.language()].leave;
    // Quitting may come while the window is hidden.
    window.show();
    const choice = dialog.showMessageBoxSync(window, {
      type: 'warning',
      message: t.title,
      detail: t.unloadDetail,
      buttons: [isClosing ? t.discardAndClose : t.discardAndReload, t.back],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    isClosing = false;
    // Prevents the page from preventing it.
    if (choice === 0) event.preventDefault();
    else options.onStay();
  });
}
