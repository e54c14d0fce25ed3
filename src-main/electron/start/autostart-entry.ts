import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/** What a desktop of Linux starts when somebody logs in (freedesktop.org: Desktop Application Autostart). */
export interface AutostartCommand {
  readonly executable: string;
  readonly args: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** `$XDG_CONFIG_HOME/autostart/juchuban.desktop`; a relative XDG_CONFIG_HOME is to be ignored (XDG Base Directory). */
export function autostartFile(environment: Environment, home = homedir()): string {
  const configured = environment.XDG_CONFIG_HOME;
  const config = configured !== undefined && isAbsolute(configured) ? configured : join(home, '.config');
  return join(config, 'autostart', 'juchuban.desktop');
}

/** An AppImage runs from a mount that is gone at the next login: $APPIMAGE names the file itself. */
export function ownExecutable(environment: Environment, execPath: string): string {
  const { APPIMAGE } = environment;
  return APPIMAGE === undefined || APPIMAGE === '' ? execPath : APPIMAGE;
}

/** The file's contents (Desktop Entry Specification 1.5). */
export function autostartEntry({ executable, args }: AutostartCommand): string {
  return `${[
    '[Desktop Entry]',
    'Type=Application',
    'Name=受注番',
    'Name[en]=Juchuban',
    `Exec=${[executable, ...args].map(quoted).join(' ')}`,
    'Icon=juchuban',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
  ].join('\n')}\n`;
}

/**
 * An argument of `Exec`: quoted whole, with `"`, backtick, `$` and `\` escaped; then every backslash once more, because
 * the value is a string of the file format, and `%` doubled, because it begins a field code.
 */
function quoted(argument: string): string {
  const inQuotes = `"${argument.replace(/["`$\\]/g, '\\$&')}"`;
  return inQuotes.replaceAll('\\', '\\\\').replaceAll('%', '%%');
}

/** Writes the file, or takes it away. Throws the file system's errors. */
export async function setAutostart(file: string, command: AutostartCommand | null): Promise<void> {
  if (command === null) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, autostartEntry(command));
}
