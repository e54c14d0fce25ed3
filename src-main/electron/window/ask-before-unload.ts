import { type BrowserWindow, dialog } from 'electron';
import type { TerminalSettings } from '#shared/contract/shell.ts';
import { edit as en } from '#shared/i18n/en/edit.ts';
import { edit as ja } from '#shared/i18n/ja/edit.ts';

const texts = { ja, en };

/**
 * Asks when the page holds unsaved work (its `beforeunload` was prevented) and the window closes, the app quits or the
 * page is loaded anew. Electron shows nothing by itself: the window would just stay.
 */
export function askBeforeUnload(window: BrowserWindow, language: () => TerminalSettings['language']): void {
  let isClosing = false;
  window.on('close', () => {
    isClosing = true;
  });
  window.webContents.on('will-prevent-unload', (event) => {
    const t = texts[language()].leave;
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
  });
}
