import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Conf from 'conf';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Logger } from '../core/ports/logger.ts';
import { defaultTerminalSettings, settingsFileName, TerminalSettingsStore } from './terminal-settings.ts';

let dir: string;
const quiet = () => undefined;
const log: Logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const open = () =>
  new TerminalSettingsStore({
    dir,
    log,
    open: () => new Conf({ cwd: dir, configName: settingsFileName }),
  });
const file = () => join(dir, 'terminal.json');

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'juchuban-settings-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('TerminalSettingsStore', () => {
  it('starts with defaults and keeps what is saved, with the identity', () => {
    const first = open();
    expect(first.read()).toEqual(defaultTerminalSettings());
    expect(first.save({ theme: 'dark', welcomed: true, zoom: undefined })).toMatchObject({
      theme: 'dark',
      zoom: 1,
    });
    const second = open();
    expect(second.read()).toMatchObject({ theme: 'dark', welcomed: true, language: 'ja' });
    expect(second.terminalId).toBe(first.terminalId);
  });

  it('keeps what waits for the end of the quiet hours, beside the settings', () => {
    const first = open();
    expect(first.keptNotices()).toEqual({ notices: [], warnings: [] });
    const notice = {
      id: 1,
      kind: 'new_orders' as const,
      at: 5,
      shopId: '00000000-0000-4000-8000-000000000001',
      shopName: 'みどり食品',
      count: 3,
      orderId: null,
      mallOrderId: '',
      errorCode: null,
      name: '',
      reason: '',
      isRead: false,
    };
    first.keepNotices({ notices: [notice], warnings: [] });
    first.save({ theme: 'dark' });
    expect(open().keptNotices()).toEqual({ notices: [notice], warnings: [] });
    writeFileSync(file(), JSON.stringify({ keptNotices: { notices: 'x' } }));
    expect(open().keptNotices()).toEqual({ notices: [], warnings: [] });
  });

  it('takes the default for a field that cannot be used and keeps the others', () => {
    open().save({ language: 'en' });
    const stored = JSON.parse(readFileSync(file(), 'utf8'));
    stored.settings.zoom = 'huge';
    writeFileSync(file(), JSON.stringify(stored));
    expect(open().read()).toMatchObject({ zoom: 1, language: 'en' });
  });

  it.each(['{"settings": {"zo', '', '[]', 'null'])('sets a broken file aside: %j', (content) => {
    writeFileSync(file(), content);
    expect(open().read()).toEqual(defaultTerminalSettings());
    const aside = readdirSync(dir).find((name) => name.startsWith('terminal.json.broken-'));
    expect(readFileSync(join(dir, aside ?? ''), 'utf8')).toBe(content);
  });
});
