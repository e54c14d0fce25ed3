import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type TerminalSettings, terminalSettingsSchema } from '#shared/contract/shell.ts';
import type { Logger } from '../core/ports/logger.ts';
import { type KeptNotices, keptNoticesSchema, nothingKept } from './kept-notices.ts';

/** What `conf` and `electron-store` (built on it) have in common and this needs. */
export interface SettingsFile {
  store: Record<string, unknown>;
}

/** Without extension, as both libraries name it: `terminal.json` in the folder given. */
export const settingsFileName = 'terminal';

export function defaultTerminalSettings(): TerminalSettings {
  return {
    language: 'ja',
    theme: 'system',
    terminalName: hostname().slice(0, 60) || 'terminal',
    columns: {},
    columnSets: [],
    density: 'compact',
    zoom: 1,
    lastViewId: '',
    operatorName: '',
    welcomed: false,
    keepsRunning: true,
    knowsBackground: false,
    startsAtLogin: false,
    notices: {
      newOrders: true,
      holds: true,
      failures: true,
      expiries: true,
      stops: true,
      quietHours: { isOn: false, from: 22 * 60, to: 7 * 60 },
    },
  };
}

/**
 * Settings of this terminal in a JSON file, and the terminal's identity. A field that cannot be used falls
 * back to its default and the others stay; a file that is no JSON is set aside, never overwritten.
 */
export class TerminalSettingsStore {
  readonly #file: SettingsFile;
  readonly #log: Logger;
  /** Names this terminal's keychain entries; made once, then kept. */
  readonly terminalId: string;

  /** `open` makes the store: `new Conf({ cwd, configName: settingsFileName })` or electron-store alike. */
  constructor(options: { dir: string; log: Logger; open: () => SettingsFile }) {
    this.#log = options.log;
    setAsideIfBroken(join(options.dir, `${settingsFileName}.json`), options.log);
    this.#file = options.open();
    const known = z.uuid().safeParse(this.#file.store.terminalId);
    this.terminalId = known.success ? known.data : randomUUID();
    if (!known.success) this.#file.store = { ...this.#file.store, terminalId: this.terminalId };
  }

  read(): TerminalSettings {
    const stored = this.#file.store.settings;
    if (typeof stored !== 'object' || stored === null) return defaultTerminalSettings();
    const usable: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries(terminalSettingsSchema.shape)) {
      const value = (stored as Record<string, unknown>)[name];
      if (value === undefined) continue;
      const parsed = schema.safeParse(value);
      if (parsed.success) usable[name] = parsed.data;
      else this.#log.warn('setting not usable, default taken', { name });
    }
    return terminalSettingsSchema.parse({ ...defaultTerminalSettings(), ...usable });
  }

  /** Changes the fields given and returns all of them. */
  save(
    change: { readonly [Name in keyof TerminalSettings]?: TerminalSettings[Name] | undefined },
  ): TerminalSettings {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const settings = terminalSettingsSchema.parse({ ...this.read(), ...given });
    this.#file.store = { ...this.#file.store, settings };
    return settings;
  }

  keptNotices(): KeptNotices {
    return keptNoticesSchema.catch(nothingKept).parse(this.#file.store.keptNotices);
  }

  keepNotices(keptNotices: KeptNotices): void {
    this.#file.store = { ...this.#file.store, keptNotices };
  }
}

function setAsideIfBroken(path: string, log: Logger): void {
  if (!existsSync(path)) return;
  try {
    z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const aside = `${path}.broken-${randomUUID().slice(0, 8)}`;
    renameSync(path, aside);
    log.error('settings file is broken and was set aside', { aside, err: error });
  }
}
