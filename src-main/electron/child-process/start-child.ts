import { join } from 'node:path';
import { app } from 'electron';
import type { Child, ChildEntry, ChildEvents } from './child.ts';
import { childEnvironment } from './child-environment.ts';
import { startNodeChild } from './node-child.ts';
import { startUtilityChild } from './utility-child.ts';

/** First Electron whose own Node can load better-sqlite3 13 (Node-API 10). */
const firstElectronWithOwnHost = 40;

/** True on the registry runtime: good for tests and for trying the app, not for daily work. */
export const isFallbackRuntime =
  Number.parseInt(process.versions.electron ?? '0', 10) < firstElectronWithOwnHost;

/** Node 24 beside the fallback runtime: in the packaged app's resources, or in node_modules. */
function bundledNode(): string {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return app.isPackaged
    ? join(process.resourcesPath, 'node', 'bin', file)
    : join(app.getAppPath(), 'node_modules', 'node', 'bin', file);
}

/** Plain Node cannot read inside an asar archive: there the script lies unpacked beside it. */
const outsideArchive = (script: string) => script.replace(/\.asar([\\/])/, '.asar.unpacked$1');

/**
 * Starts one of the built scripts (`out/main/NAME.cjs`) as a child process, without the dangerous environment
 * variables. The one place that chooses what kind of process it is.
 */
export function startChild(name: string, events: ChildEvents): Child {
  const entry: ChildEntry = {
    name: `juchuban-${name}`,
    script: join(app.getAppPath(), 'out', 'main', `${name}.cjs`),
    environment: childEnvironment(process.env),
  };
  return isFallbackRuntime
    ? startNodeChild(bundledNode(), { ...entry, script: outsideArchive(entry.script) }, events)
    : startUtilityChild(entry, events);
}
