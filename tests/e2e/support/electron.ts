import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { resolveElectronRuntime } from '../../../scripts/lib/electron-runtime.mjs';

const projectFolder = resolve(import.meta.dirname, '..', '..', '..');

export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly dataDir: string;
  /** Quits the app as a person does; the data folder stays for another launch. */
  quit(): Promise<void>;
  /** Quits and removes the data folder. */
  dispose(): Promise<void>;
}

interface LaunchOptions {
  readonly dataDir?: string;
  readonly endpoints?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts the built app in the resolved Electron, with the product's own security settings, and waits for its
 * page. `dataDir` reuses the folder of an earlier launch (restart); by default each launch has its own.
 * `endpoints` is the JSON file named by JUCHUBAN_ENDPOINTS.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const launched = await launch(options);
  const page = await launched.app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  return { ...launched, page };
}

/** Starts it as a login does: without a window. */
export function launchInBackground(options: LaunchOptions = {}): Promise<Omit<LaunchedApp, 'page'>> {
  return launch({ ...options, args: [...(options.args ?? []), '--background'] });
}

async function launch(options: LaunchOptions): Promise<Omit<LaunchedApp, 'page'>> {
  const runtime = await resolveElectronRuntime();
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'juchuban-e2e-')));
  const env: Record<string, string> = { JUCHUBAN_DATA_DIR: dataDir, ...options.env };
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] ??= value;
  if (options.endpoints !== undefined) env.JUCHUBAN_ENDPOINTS = options.endpoints;
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [projectFolder, ...(options.args ?? [])],
    cwd: projectFolder,
    env,
  });
  const quit = () => app.close();
  return {
    app,
    dataDir,
    quit,
    dispose: async () => {
      await quit();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Process id of the running data host, as main's log told when it last said hello. */
export async function dataHostPid(dataDir: string): Promise<number> {
  const { readFile } = await import('node:fs/promises');
  const lines = (await readFile(join(dataDir, 'logs', 'main.log'), 'utf8')).trim().split('\n');
  const hello = lines.map((line) => JSON.parse(line)).findLast((line) => line.msg === 'data host said hello');
  if (typeof hello?.hostPid !== 'number') throw new Error('no data host said hello yet');
  return hello.hostPid;
}
