import { describe, expect, it } from 'vitest';
import { type DateSettingsWay, dateSettingsWays, openDateSettings } from './date-settings.ts';
import { startProgram } from './start-program.ts';

const name = (way: DateSettingsWay | undefined): string =>
  way?.kind === 'program' ? [way.program, ...way.arguments].join(' ') : (way?.address ?? '');

describe('the way to the date-and-time settings', () => {
  it.each([
    ['win32', '', '10.0.26100', 'ms-settings:dateandtime'],
    ['darwin', '', '25.0.0', 'x-apple.systempreferences:com.apple.Date-Time-Settings.extension'],
    ['darwin', '', '21.6.0', 'x-apple.systempreferences:com.apple.preference.datetime'],
    ['linux', 'ubuntu:GNOME', '6.8.0', 'gnome-control-center datetime'],
    ['linux', 'KDE', '6.8.0', 'systemsettings kcm_clock'],
    ['linux', 'X-Cinnamon', '6.8.0', 'cinnamon-settings calendar'],
    ['linux', 'MATE', '6.8.0', 'mate-time-admin'],
    ['linux', '', '6.8.0', 'gnome-control-center datetime'],
  ])('on %s %s %s is %s', (platform, desktop, release, first) => {
    expect(name(dateSettingsWays(platform, desktop, release)[0])).toBe(first);
  });

  it('tries every desktop once on Linux, whatever the desktop calls itself', () => {
    const ways = dateSettingsWays('linux', 'KDE:constructor:__proto__', '6.8.0').map(name);
    expect(ways[0]).toBe('systemsettings kcm_clock');
    expect(new Set(ways).size).toBe(ways.length);
    expect(ways).toContain('time-admin');
  });

  it('is the first that works', async () => {
    const tried: string[] = [];
    await openDateSettings(dateSettingsWays('linux', 'GNOME', '6'), async (way) => {
      tried.push(name(way));
      if (!name(way).startsWith('systemsettings')) throw new Error('not installed');
    });
    expect(tried.at(-1)).toBe('systemsettings kcm_clock');
    expect(tried).toHaveLength(3);
  });

  it('is an error when there is none', async () => {
    const refuse = async () => {
      throw new Error('not installed');
    };
    for (const platform of ['linux', 'aix']) {
      await expect(openDateSettings(dateSettingsWays(platform, '', ''), refuse)).rejects.toMatchObject({
        code: 'date_settings_unavailable',
      });
    }
  });

  it('notices a program that is not installed', async () => {
    await expect(startProgram('juchuban-no-such-program', [])).rejects.toThrow('ENOENT');
    await startProgram(process.execPath, ['--version']);
  });
});
