import { app, dialog, type WebContents } from 'electron';
import type { Logger } from '../../core/ports/logger.ts';
import { RestartPolicy } from '../data-host-process/restart-policy.ts';

/**
 * Brings a page back whose process died. After several deaths within a minute it stops trying by itself and
 * asks: a page that dies at once would otherwise flicker for ever.
 */
export function recoverPage(contents: WebContents, log: Logger): void {
  const policy = new RestartPolicy();
  contents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    log.error('the page process ended', { reason: details.reason, exitCode: details.exitCode });
    const delay = policy.afterCrash(performance.now());
    if (delay !== null) {
      setTimeout(() => {
        if (!contents.isDestroyed()) contents.reload();
      }, delay);
      return;
    }
    const choice = dialog.showMessageBoxSync({
      type: 'error',
      message: '画面を表示できません',
      detail:
        '画面の表示が繰り返し停止しました。取り込み済みの受注は失われていません。\n「再表示する」で直らないときは、アプリを終了して起動し直してください。',
      buttons: ['再表示する', '終了する'],
      cancelId: 1,
    });
    if (choice === 0) {
      policy.forget();
      contents.reload();
    } else {
      app.quit();
    }
  });
  contents.on('unresponsive', () => log.warn('the page does not respond'));
  contents.on('responsive', () => log.info('the page responds again'));
}
