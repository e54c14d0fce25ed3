import { app, dialog } from 'electron';
import type { ProcessLogger } from '../../log.ts';

/**
 * An exception nobody caught leaves main in an unknown state: it is logged, said, and the app ends. The data
 * host finishes its transaction on its own when the channel breaks, so nothing is half-written.
 */
export function endOnUncaught(log: ProcessLogger, options: { quietly: boolean }): void {
  process.on('uncaughtException', (error) => {
    log.error('uncaught exception in main', { err: error });
    log.flush();
    if (!options.quietly) {
      dialog.showErrorBox(
        '受注番を続けられません',
        `予期しないエラーが起きたため終了します。もう一度起動してください。\n\n${error.message}`,
      );
    }
    app.exit(1);
  });
  process.on('unhandledRejection', (reason) => log.error('unhandled rejection in main', { err: reason }));
}
