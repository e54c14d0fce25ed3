import { join } from 'node:path';
import { app } from 'electron';
import type { ChildEntry } from './child-entry.ts';
import type { HostLink, HostLinkEvents } from './host-link.ts';
import { launchNodeProcess } from './node-process-link.ts';
import { launchUtilityProcess } from './utility-process-link.ts';

/** First Electron whose own Node can load better-sqlite3 13 (Node-API 10). */
const firstElectronWithOwnHost = 40;

const electronMajor = Number.parseInt(process.versions.electron ?? '0', 10);

/** True on the registry runtime: good for tests and for trying the app, not for daily work. */
export const isFallbackRuntime = electronMajor < firstElectronWithOwnHost;

/** Node 24 beside the fallback runtime: in the packaged app's resources, or in node_modules. */
function bundledNode(): string {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return app.isPackaged
    ? join(process.resourcesPath, 'node', 'bin', file)
    : join(app.getAppPath(), 'node_modules', 'node', 'bin', file);
}

/** Plain Node cannot read inside an asar archive: there the script lies unpacked beside it. */
const outsideArchive = (script: string) => script.replace(/\.asar([\\/])/, '.asar.unpacked$1');

/** The one place that chooses what kind of process the data host is. */
export function launchHost(entry: ChildEntry, events: HostLinkEvents): HostLink {
  return isFallbackRuntime
    ? launchNodeProcess(bundledNode(), { ...entry, script: outsideArchive(entry.script) }, events)
    : launchUtilityProcess(entry, events);
}
