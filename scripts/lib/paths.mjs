import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The project's folder. */
export const root = resolve(import.meta.dirname, '..', '..');

export const inRoot = (...parts) => join(root, ...parts);

/** Per-user cache outside the project, following each system's custom. */
export function cacheDirectory() {
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? homedir(), 'juchuban', 'Cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'juchuban');
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'juchuban');
}
