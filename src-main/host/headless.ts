import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import Conf from 'conf';
import { z } from 'zod';
import { shellContract } from '#shared/contract/index.ts';
import { createLogger } from '../log.ts';
import { loadEndpoints } from '../malls/endpoints.ts';
import { openSecretStore } from '../secrets/open-secret-store.ts';
import { settingsFileName, TerminalSettingsStore } from '../settings/terminal-settings.ts';
import { CallGate } from './call-gate.ts';
import { HostDemoMall } from './demo/host-demo-mall.ts';
import { OwnDemo } from './demo/own-demo.ts';
import { type HeadlessCommandLine, headlessUsage, readHeadlessCommandLine } from './headless/command-line.ts';
import { startHeadlessServer } from './headless/server.ts';
import { headlessShell } from './headless/shell-services.ts';
import { createRouter } from './router.ts';
import { startHost } from './running-host.ts';
import { systemClock } from './system-clock.ts';
import { yieldToWindow } from './yield-to-window.ts';

// Entry of the headless host: the data host on plain Node, for browsers, tests and benchmarks.

const projectDir = fileURLToPath(new URL('../..', import.meta.url));
const closeGraceMs = 10_000;

function commandLine(): HeadlessCommandLine {
  try {
    return readHeadlessCommandLine(process.argv.slice(2));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${reason}\nUsage: ${headlessUsage}\n`);
    process.exit(2);
  }
}

async function main(): Promise<void> {
  const { port, token, demo, ...given } = commandLine();
  const dataDir = resolve(given.dataDir);
  const log = createLogger({ name: 'headless', level: 'info', dir: join(dataDir, 'logs') });
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8')));
  const settings = new TerminalSettingsStore({
    dir: dataDir,
    log,
    open: () => new Conf({ cwd: dataDir, configName: settingsFileName }),
  });

  const demoSource = new OwnDemo();
  const demoMall = new HostDemoMall(demoSource);
  const host = startHost({
    hostKind: 'headless',
    dataDir,
    endpoints: loadEndpoints({ packaged: false, file: process.env.JUCHUBAN_ENDPOINTS }),
    secrets: await openSecretStore({ terminalId: settings.terminalId, log }),
    demoMall,
    appVersion: version,
    terminalName: () => settings.read().terminalName,
    log,
  });
  const gate = new CallGate();
  const shell = createRouter(
    shellContract,
    headlessShell({
      settings,
      appVersion: version,
      demoRequested: demo,
      demoOrigins: () => demoMall.origins(),
    }),
    // Saving a setting twice is saving it once: nothing to remember.
    { log, clock: systemClock, commands: { find: () => null, keep: () => undefined }, gate },
  );
  const server = await startHeadlessServer({
    port,
    token,
    rendererDir: join(projectDir, 'out', 'renderer'),
    routers: { rpc: host.router, shell },
    log,
  });

  let isEnding = false;
  const end = async () => {
    if (isEnding) return;
    isEnding = true;
    await Promise.all([gate.stop(), host.close(closeGraceMs)]);
    await server.close();
    await demoSource.close();
    log.info('headless host stopped');
    log.flush();
    process.exit(0);
  };
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());
  process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
  // Its browser may be on this computer, and both hosts are to be measured alike.
  yieldToWindow(log);
}

main().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The headless host cannot start: ${reason}\n`);
  process.exit(1);
});
