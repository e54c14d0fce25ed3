import { join } from 'node:path';
import { app, BrowserWindow, protocol } from 'electron';
import type { MenuCommand } from '#shared/contract/bridge.ts';
import { backgroundNotice } from '#shared/i18n/notice-words.ts';
import { CallGate } from '../host/call-gate.ts';
import { createLogger } from '../log.ts';
import { loadEndpoints } from '../malls/endpoints.ts';
import { openSecretStore } from '../secrets/open-secret-store.ts';
import { registerAppScheme, serveRenderer } from './app-protocol/app-protocol.ts';
import { startChild } from './child-process/start-child.ts';
import { createAnswers } from './data-host-process/answer-requests.ts';
import { linkHost } from './data-host-process/host-link.ts';
import { HostSupervisor } from './data-host-process/supervisor.ts';
import { DemoMallProcess } from './demo/demo-mall-process.ts';
import { showMenus } from './menu/show-menus.ts';
import { showBadge } from './notifications/badge.ts';
import { DesktopNotices } from './notifications/desktop-notices.ts';
import { showNotice } from './notifications/show-notice.ts';
import { guardApp, guardDefaultSession } from './security/guard-app.ts';
import { loopbackOriginsOf } from './security/loopback-origins.ts';
import { openSettings } from './settings/open-settings.ts';
import { Pages } from './shell/pages.ts';
import { createShellServer } from './shell/shell-server.ts';
import { createShellServices } from './shell/shell-services.ts';
import { endOnUncaught } from './start/end-on-uncaught.ts';
import { readLaunchOptions } from './start/launch-options.ts';
import { setLoginItem, wasOpenedAtLogin } from './start/login-item.ts';
import { quitInOrder } from './start/quit-in-order.ts';
import { becomeSingleInstance } from './start/single-instance.ts';
import { runSmokeTest } from './start/smoke-test.ts';
import { StartTimings } from './start/timings.ts';
import { askBeforeUnload } from './window/ask-before-unload.ts';
import { KeepRunning } from './window/keep-running.ts';
import { createMainWindow } from './window/main-window.ts';
import { recoverPage } from './window/recover-page.ts';
import { WindowStateFile } from './window/window-state-file.ts';

// Composition root of the main process: makes the parts and wires them, in the order of a start.

/** How long the data host may take to finish what it has in hand when the app quits. */
const stopGraceMs = 5_000;

// 1. Where are we?
const launch = readLaunchOptions(process.argv.slice(1), process.env);
if (launch.dataDir !== null) app.setPath('userData', launch.dataDir);
const dataDir = app.getPath('userData');
const log = createLogger({ name: 'main', level: 'info', dir: join(dataDir, 'logs') });
endOnUncaught(log, { quietly: launch.smokeTest });
const timings = new StartTimings(log, process.getCreationTime() ?? Date.now());
timings.mark('main');

// 2. Security, before anything can be shown.
registerAppScheme();
guardApp(log);

// 3. The parts that need no window.
const endpoints = loadEndpoints({ packaged: app.isPackaged, file: process.env.JUCHUBAN_ENDPOINTS });
const settings = openSettings(dataDir, log);
const shellGate = new CallGate();
const demoMall = new DemoMallProcess((events) => startChild('demo-mall', events), log);
// Opened at the first request: the keychain may ask the person, and nothing else waits for it.
let secrets: ReturnType<typeof openSecretStore> | null = null;
const desktopNotices = new DesktopNotices({
  settings: () => settings.read(),
  now: Date.now,
  show: showNotice,
  open: (place) => {
    showWindow();
    pages.tellPlace(place);
  },
  kept: { read: () => settings.keptNotices(), write: (kept) => settings.keepNotices(kept) },
});
let waitingOrders = 0;
const supervisor = new HostSupervisor({
  launch: (events) => linkHost((child) => startChild('data-host', child), events, log),
  hostOptions: (hostKind) => ({
    hostKind,
    dataDir,
    endpoints,
    appVersion: app.getVersion(),
    terminalName: settings.read().terminalName,
    demoAvailable: true,
    logLevel: 'info',
  }),
  answer: createAnswers({
    secrets: () => {
      secrets ??= openSecretStore({ terminalId: settings.terminalId, log });
      return secrets;
    },
    callDemoMall: (call) => demoMall.call(call),
    log,
  }),
  onExpiry: (warnings) => desktopNotices.expiry(warnings),
  onNotices: (notices) => desktopNotices.notices(notices),
  onWaitingOrders: (orders) => {
    waitingOrders = orders;
    void app.whenReady().then(showWaiting);
  },
  log,
  now: () => performance.now(),
});
supervisor.onState((state) => {
  if (state.state === 'ready') timings.mark('hostReady');
  // Without a window nobody would see that nothing is imported any more.
  if (state.state === 'failed' && app.isReady()) showWindow();
});

// 4. What the pages can reach.
const shellServices = createShellServices({
  supervisor,
  settings,
  dataDir,
  demoRequested: launch.demoRequested,
  loopbackOrigins: () => [...demoMall.origins, ...loopbackOriginsOf(endpoints)],
  setLoginItem,
  onSettings: () => {
    showWaiting();
    desktopNotices.reviewKept();
  },
});
const pages = new Pages({
  supervisor,
  shellServer: (page) =>
    createShellServer(shellServices, page, {
      log,
      actor: () => settings.read().terminalName,
      gate: shellGate,
    }),
  log,
  onConnected: () => timings.mark('pageConnected'),
});
const menuParts = {
  language: () => settings.read().language,
  dataDir,
  onCommand: (command: MenuCommand) => {
    showWindow();
    pages.tellMenu(command);
  },
  onShow: () => showWindow(),
  waitingOrders: () => waitingOrders,
};
const keepRunning = new KeepRunning({
  isWanted: () => settings.read().keepsRunning,
  onHidden: () => {
    const { knowsBackground, language } = settings.read();
    if (knowsBackground) return;
    settings.save({ knowsBackground: true });
    showNotice(backgroundNotice(process.platform, language), showWindow);
  },
});

// 5. Windows and lifecycle.
/** The number of orders that wait, wherever the desktop shows it. */
function showWaiting(): void {
  showMenus(menuParts);
  showBadge(waitingOrders, BrowserWindow.getAllWindows()[0] ?? null, settings.read().language);
}

function showWindow(): void {
  const window = BrowserWindow.getAllWindows()[0];
  if (window === undefined) {
    if (app.isReady()) openWindow();
    return;
  }
  if (window.isMinimized()) window.restore();
  if (!launch.hidden) window.show();
  window.focus();
}

function openWindow(): BrowserWindow {
  const window = createMainWindow({
    state: new WindowStateFile(dataDir),
    zoom: settings.read().zoom,
    hidden: launch.hidden,
    onShown: () => timings.mark('shown'),
  });
  keepRunning.watch(window);
  askBeforeUnload(window, {
    language: () => settings.read().language,
    onStay: () => keepRunning.stay(),
  });
  recoverPage(window.webContents, log);
  timings.mark('window');
  return window;
}

async function start(): Promise<void> {
  // The data host starts while Electron gets ready: the two take about as long.
  supervisor.start();
  if (launch.deepLink !== null) pages.tellDeepLink(launch.deepLink);
  await app.whenReady();
  timings.mark('ready');
  guardDefaultSession();
  serveRenderer(protocol, join(app.getAppPath(), 'out', 'renderer'));
  const isWindowless = launch.background || wasOpenedAtLogin();
  const window = isWindowless && !launch.smokeTest ? null : openWindow();
  showWaiting();
  desktopNotices.reviewKept();
  app.on('activate', showWindow);
  // The executable may lie elsewhere since the last start: an AppImage that was moved, an update.
  if (settings.read().startsAtLogin)
    setLoginItem(true).catch((error: unknown) =>
      log.warn('The start at login could not be set', { err: error }),
    );
  if (launch.smokeTest && window !== null) runSmokeTest({ window, supervisor, timings });
}

const isOnlyInstance = becomeSingleInstance({
  onActivate: showWindow,
  onDeepLink: (url) => pages.tellDeepLink(url),
});
if (isOnlyInstance) {
  quitInOrder(async () => {
    await shellGate.stop();
    await supervisor.stop(stopGraceMs);
    demoMall.stop();
    log.flush();
  });
  void start();
} else {
  app.quit();
}
