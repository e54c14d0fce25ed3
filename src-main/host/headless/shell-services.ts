import type { shellContract } from '#shared/contract/index.ts';
import type { Services } from '#shared/contract/services.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { CallContext } from '../../core/context.ts';
import { safeExternalUrl } from '../../security/safe-url.ts';
import type { TerminalSettingsStore } from '../../settings/terminal-settings.ts';

const ok = { ok: true } as const;

/**
 * The shell around the data host when there is no desktop shell: settings in the data folder, and a browser
 * that opens addresses itself once they were found harmless.
 */
export function headlessShell(options: {
  settings: TerminalSettingsStore;
  appVersion: string;
  demoRequested: boolean;
  /** Origins of the running demo mall, whose consent page may be opened. */
  demoOrigins: () => readonly string[];
}): Services<typeof shellContract, CallContext> {
  const { settings } = options;
  return {
    info: () => ({
      kind: 'headless',
      appVersion: options.appVersion,
      platform: process.platform,
      electronVersion: '',
      isFallbackRuntime: false,
      demoRequested: options.demoRequested,
    }),
    settings: () => settings.read(),
    saveSettings: (change) => settings.save(change),
    openExternal: ({ url }) => {
      if (safeExternalUrl(url, options.demoOrigins()) !== null) return ok;
      throw new AppError('forbidden', 'Only https addresses are opened');
    },
    openDateSettings: () => {
      throw new AppError('date_settings_unavailable', 'The headless host has no desktop');
    },
    // Whoever can ask is being answered by the host itself.
    hostState: () => ({ state: 'ready', restarts: 0, errorCode: null, errorDetails: {} }),
    restartHost: () => {
      throw new AppError('forbidden', 'The headless host is restarted by whoever started it');
    },
    showDataFolder: () => {
      throw new AppError('forbidden', 'The headless host has no file manager');
    },
  };
}
