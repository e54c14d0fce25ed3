import { join } from 'node:path';
import { AppError } from '#shared/domain/errors.ts';
import { createLogger, type ProcessLogger } from '../log.ts';
import { controlChannel } from './control/channel.ts';
import { demoBehindMain, leasedSecrets, MainRequests } from './control/requests.ts';
import { controlProtocolVersion, type HostOptions } from './control-protocol.ts';
import { HostDemoMall } from './demo/host-demo-mall.ts';
import { operator } from './router.ts';
import { type RunningHost, startHost } from './running-host.ts';
import { serveMessagePort } from './transports/message-port.ts';
import { PeerServer } from './transports/peer.ts';
import { RelayedPorts } from './transports/relay.ts';
import { yieldToWindow } from './yield-to-window.ts';

// Entry of the data host: a utility process of Electron, or a child process of plain Node (control-protocol.ts).

/** How long a host whose main is gone may finish what it has in hand. */
const orphanGraceMs = 5_000;
/** Messages to main are written in the background. */
const lastMessageMs = 50;

/** To standard error until `start` says where the log belongs. */
let log: ProcessLogger = createLogger({ name: 'data-host', level: 'info' });
const channel = controlChannel(() => log);
const requests = new MainRequests((message) => channel.send(message));
let running: { host: RunningHost; server: PeerServer; relayed: RelayedPorts } | null = null;
let isEnding = false;

channel.onMessage((message, port) => {
  switch (message.type) {
    case 'start':
      start(message.options, message.protocol);
      break;
    case 'stop':
      void end(message.graceMs, 0);
      break;
    case 'port-open':
      if (running !== null && port !== undefined) serveMessagePort(running.server, port);
      else running?.relayed.receive(message);
      break;
    case 'port-message':
    case 'port-close':
      running?.relayed.receive(message);
      break;
    default:
      requests.receive(message);
  }
});
channel.onLost(() => void end(orphanGraceMs, 0));
process.on('uncaughtException', (error) => {
  log.error('uncaught exception in the data host', { err: error });
  log.flush();
  // What is in memory can no longer be trusted; the database is safe at every moment.
  process.exit(1);
});
process.on('unhandledRejection', (reason) => {
  log.error('unhandled rejection in the data host', { err: reason });
});
channel.send({
  type: 'hello',
  protocol: controlProtocolVersion,
  pid: process.pid,
  nodeVersion: process.versions.node,
});

function start(options: HostOptions, protocol: number): void {
  if (running !== null || isEnding) return;
  try {
    log = createLogger({ name: 'data-host', level: options.logLevel, dir: join(options.dataDir, 'logs') });
    if (protocol !== controlProtocolVersion) throw new Error(`Main speaks protocol ${protocol}`);
    const host = startHost({
      hostKind: options.hostKind,
      dataDir: options.dataDir,
      endpoints: options.endpoints,
      secrets: leasedSecrets(requests),
      demoMall: new HostDemoMall(options.demoAvailable ? demoBehindMain(requests) : null),
      notifier: {
        expiry: (warnings) => channel.send({ type: 'expiry-warnings', warnings: [...warnings] }),
        notices: (notices) => channel.send({ type: 'notices', notices: [...notices] }),
        waiting: (orders) => channel.send({ type: 'waiting-orders', orders }),
      },
      appVersion: options.appVersion,
      terminalName: () => options.terminalName,
      log,
    });
    const server = new PeerServer(host.router, { log, actor: operator });
    running = { host, server, relayed: new RelayedPorts(server, (message) => channel.send(message)) };
    channel.send({ type: 'ready', openMs: host.openMs });
    yieldToWindow(log);
  } catch (error) {
    log.error('the data host cannot start', { err: error });
    const coded = error instanceof AppError ? error : new AppError('internal', 'The data host cannot start');
    channel.send({ type: 'failed', error: coded.toShape() });
    void end(0, 1);
  }
}

/** Finishes within `graceMs` and leaves. The last message gets the time to reach main. */
async function end(graceMs: number, exitCode: number): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await running?.host.close(graceMs).catch((error: unknown) => {
    log.error('the data host did not close in order', { err: error });
  });
  running?.relayed.closeAll();
  if (exitCode === 0) channel.send({ type: 'stopped' });
  log.flush();
  setTimeout(() => process.exit(exitCode), lastMessageMs);
}
