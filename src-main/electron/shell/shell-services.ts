import { app, shell } from 'electron';
import type { Services } from '#shared/contract/services.ts';
import type { shellContract } from '#shared/contract/shell.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { CallContext } from '../../core/context.ts';
import type { TerminalSettingsStore } from '../../settings/terminal-settings.ts';
import { isFallbackRuntime } from '../child-process/start-child.ts';
import type { HostSupervisor } from '../data-host-process/supervisor.ts';
import { openExternal } from '../security/open-external.ts';
import { showDateSettings } from '../security/show-date-settings.ts';

export interface ShellParts {
  readonly supervisor: HostSupervisor;
  readonly settings: TerminalSettingsStore;
  readonly dataDir: string;
  readonly demoRequested: boolean;
  /** Loopback origins that may be opened in the browser: of the running demo mall. */
  readonly loopbackOrigins: () => readonly string[];
  /** Starts with the computer or not; a failure keeps the settings as they are. */
  readonly setLoginItem: (isOn: boolean) => Promise<void>;
  readonly onSettings: () => void;
}

export type ShellServices = Services<typeof shellContract, CallContext>;

/** The few operations of the shell, as Electron's main process does them. */
export function createShellServices(parts: ShellParts): ShellServices {
  const { supervisor, settings } = parts;
  return {
    info: async () => ({
      kind: 'electron',
      appVersion: app.getVersion(),
      platform: process.platform,
      electronVersion: process.versions.electron ?? '',
      isFallbackRuntime,
      demoRequested: parts.demoRequested,
    }),
    settings: async () => settings.read(),
    saveSettings: async (change) => {
      const { startsAtLogin } = change;
      if (startsAtLogin !== undefined && startsAtLogin !== settings.read().startsAtLogin) {
        await parts.setLoginItem(startsAtLogin);
      }
      const saved = settings.save(change);
      parts.onSettings();
      return saved;
    },
    openExternal: async ({ url }) => {
      await openExternal(url, parts.loopbackOrigins());
      return { ok: true };
    },
    openDateSettings: async () => {
      await showDateSettings();
      return { ok: true };
    },
    hostState: async () => supervisor.state,
    restartHost: async () => {
      supervisor.restart();
      return { ok: true };
    },
    showDataFolder: async () => {
      const failure = await shell.openPath(parts.dataDir);
      if (failure !== '') throw new AppError('internal', 'The data folder could not be shown');
      return { ok: true };
    },
  };
}

/** The same services, each refusing to run once the page behind the port is no longer the app's. */
export function onlyTrusted(services: ShellServices, isTrusted: () => boolean): ShellServices {
  const guarded = Object.entries(services).map(([name, service]) => [
    name,
    async (input: never, context: CallContext) => {
      if (!isTrusted()) throw new AppError('forbidden', 'The caller is not the app');
      return (service as (input: never, context: CallContext) => Promise<unknown>)(input, context);
    },
  ]);
  return Object.fromEntries(guarded) as ShellServices;
}
