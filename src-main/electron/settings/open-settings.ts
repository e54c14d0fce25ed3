import Store from 'electron-store';
import type { Logger } from '../../core/ports/logger.ts';
import { settingsFileName, TerminalSettingsStore } from '../../settings/terminal-settings.ts';

/** Settings of this terminal, in `terminal.json` of the data folder. */
export function openSettings(dir: string, log: Logger): TerminalSettingsStore {
  return new TerminalSettingsStore({ dir, log, open: () => new Store({ cwd: dir, name: settingsFileName }) });
}
