import { release } from 'node:os';
import { shell } from 'electron';
import { dateSettingsWays, openDateSettings } from '../../date-settings/date-settings.ts';
import { startProgram } from '../../date-settings/start-program.ts';

/** Opens the operating system's date-and-time settings. Throws AppError `date_settings_unavailable`. */
export async function showDateSettings(): Promise<void> {
  const ways = dateSettingsWays(process.platform, process.env.XDG_CURRENT_DESKTOP ?? '', release());
  await openDateSettings(ways, (way) =>
    way.kind === 'address' ? shell.openExternal(way.address) : startProgram(way.program, way.arguments),
  );
}
