import { AppError } from '#shared/domain/errors.ts';

/** One way to the date-and-time settings: an address for the operating system, or a program with its arguments. */
export type DateSettingsWay =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'program'; readonly program: string; readonly arguments: readonly string[] };

const program = (name: string, ...rest: string[]): DateSettingsWay => ({
  kind: 'program',
  program: name,
  arguments: rest,
});

const gnome = [program('gnome-control-center', 'datetime'), program('gnome-control-center', 'system')];
const kde = [
  program('systemsettings', 'kcm_clock'),
  program('systemsettings5', 'kcm_clock'),
  program('kcmshell6', 'kcm_clock'),
  program('kcmshell5', 'clock'),
];
const cinnamon = [program('cinnamon-settings', 'calendar')];
const mate = [program('mate-time-admin')];
/** Xfce, LXDE and others bring none of their own; distributions ship this one. */
const others = [program('time-admin')];

const ownWays: ReadonlyMap<string, readonly DateSettingsWay[]> = new Map([
  ['gnome', gnome],
  ['unity', gnome],
  ['kde', kde],
  ['x-cinnamon', cinnamon],
  ['mate', mate],
]);

/** From this Darwin on (macOS 13) the settings app has another name for the pane. */
const newSettingsDarwin = 22;

/**
 * The ways to try, best first. The list is fixed: nothing in it comes from the page.
 * @param desktop value of XDG_CURRENT_DESKTOP, for example `ubuntu:GNOME`
 * @param release the kernel's release, for example `22.6.0`
 */
export function dateSettingsWays(platform: string, desktop: string, release: string): DateSettingsWay[] {
  switch (platform) {
    case 'win32':
      return [{ kind: 'address', address: 'ms-settings:dateandtime' }];
    case 'darwin': {
      const isNew = Number.parseInt(release, 10) >= newSettingsDarwin;
      const pane = isNew ? 'com.apple.Date-Time-Settings.extension' : 'com.apple.preference.datetime';
      return [{ kind: 'address', address: `x-apple.systempreferences:${pane}` }];
    }
    case 'linux': {
      const own = desktop
        .toLowerCase()
        .split(':')
        .flatMap((name) => ownWays.get(name) ?? []);
      return [...new Set([...own, ...gnome, ...kde, ...cinnamon, ...mate, ...others])];
    }
    default:
      return [];
  }
}

/**
 * Tries each way until one works. Throws AppError `date_settings_unavailable` when none does.
 * @param open rejects when this way leads nowhere, for example when the program is not installed
 */
export async function openDateSettings(
  ways: readonly DateSettingsWay[],
  open: (way: DateSettingsWay) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const way of ways) {
    try {
      await open(way);
      return;
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AppError('date_settings_unavailable', 'No date-and-time settings could be opened', {
    cause: new AggregateError(failures),
  });
}
