import { resolve } from 'node:path';
import { app } from 'electron';
import { AppError } from '#shared/domain/errors.ts';
import { autostartFile, ownExecutable, setAutostart } from './autostart-entry.ts';
import { backgroundFlag } from './launch-options.ts';

/** Starts with the computer or not, without a window. Throws AppError `login_item_failed`. */
export async function setLoginItem(isOn: boolean): Promise<void> {
  // In development the executable is Electron itself, which is told where the app is.
  const args = [...(app.isPackaged ? [] : [resolve(app.getAppPath())]), backgroundFlag];
  try {
    if (process.platform === 'linux') {
      const executable = ownExecutable(process.env, process.execPath);
      await setAutostart(autostartFile(process.env), isOn ? { executable, args } : null);
    } else {
      app.setLoginItemSettings({ openAtLogin: isOn, path: process.execPath, args });
    }
  } catch (error) {
    throw new AppError('login_item_failed', 'The start at login could not be set', { cause: error });
  }
}

/** macOS hands no arguments to what it opens at login, but says that it did. */
export const wasOpenedAtLogin = (): boolean =>
  process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
