import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { autostartEntry, autostartFile, ownExecutable, setAutostart } from './autostart-entry.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'juchuban-autostart-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Reads `Exec` back as a desktop does: first the string's escapes, then the arguments (Desktop Entry Specification). */
function argumentsOf(entry: string): string[] {
  const exec = /^Exec=(.*)$/m.exec(entry)?.[1] ?? '';
  const text = exec.replace(/\\\\/g, '\\');
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, quoted = '']) =>
    quoted.replace(/\\(["`$\\])/g, '$1').replaceAll('%%', '%'),
  );
}

describe('the autostart file', () => {
  it('starts the app without a window', () => {
    expect(autostartEntry({ executable: '/opt/受注番/juchuban', args: ['--background'] })).toBe(
      `[Desktop Entry]
Type=Application
Name=受注番
Name[en]=Juchuban
Exec="/opt/受注番/juchuban" "--background"
Icon=juchuban
Terminal=false
X-GNOME-Autostart-enabled=true
`,
    );
  });

  it('escapes what means something to the desktop', () => {
    expect(autostartEntry({ executable: String.raw`/home/a b/$x "q" \ 50%`, args: [] })).toContain(
      String.raw`Exec="/home/a b/\\$x \\"q\\" \\\\ 50%%"`,
    );
  });

  it('gives every argument back as it was', () => {
    const argument = fc.string({ unit: fc.constantFrom(...'ab /"\\$`%受-='), minLength: 1 });
    fc.assert(
      fc.property(argument, fc.array(argument), (executable, args) => {
        expect(argumentsOf(autostartEntry({ executable, args }))).toEqual([executable, ...args]);
      }),
    );
  });

  it('lies where the desktop looks for it', () => {
    expect(autostartFile({ XDG_CONFIG_HOME: '/cfg' }, '/home/a')).toBe('/cfg/autostart/juchuban.desktop');
    for (const XDG_CONFIG_HOME of [undefined, '', 'relative'])
      expect(autostartFile({ XDG_CONFIG_HOME }, '/home/a')).toBe(
        '/home/a/.config/autostart/juchuban.desktop',
      );
  });

  it('names an AppImage itself, not the mount it runs from', () => {
    expect(ownExecutable({ APPIMAGE: '/home/a/受注番.AppImage' }, '/tmp/.mount_x/juchuban')).toBe(
      '/home/a/受注番.AppImage',
    );
    expect(ownExecutable({}, '/opt/受注番/juchuban')).toBe('/opt/受注番/juchuban');
  });

  it('is written, and taken away again', async () => {
    const file = autostartFile({ XDG_CONFIG_HOME: join(dir, 'config') });
    const command = { executable: '/opt/juchuban', args: ['--background'] };
    await setAutostart(file, null);
    await setAutostart(file, command);
    expect(readFileSync(file, 'utf8')).toBe(autostartEntry(command));
    await setAutostart(file, null);
    expect(existsSync(file)).toBe(false);
  });
});
