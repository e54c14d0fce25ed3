import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { startPage } from '../app-protocol/app-origin.ts';
import { defaultSize, minimumSize, usableBounds } from './window-state.ts';
import type { WindowStateFile } from './window-state-file.ts';

/**
 * Security settings of every window we make. They are Electron's defaults today; they are written out
 * because a default may change and a test reads them.
 */
export const securePreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  spellcheck: false,
} as const;

/** Creates the main window, hidden until its first paint, where it was last time. */
export function createMainWindow(options: {
  state: WindowStateFile;
  zoom: number;
  hidden: boolean;
  onShown: () => void;
}): BrowserWindow {
  const remembered = options.state.read();
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...(usableBounds(remembered.bounds, screens) ?? defaultSize),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    title: app.name,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1b1e' : '#ffffff',
    icon: join(app.getAppPath(), 'resources', 'icon.png'),
    webPreferences: {
      ...securePreferences,
      preload: join(app.getAppPath(), 'out', 'preload', 'preload.cjs'),
      devTools: !app.isPackaged,
      zoomFactor: options.zoom,
    },
  });
  if (remembered.maximized) window.maximize();
  window.once('ready-to-show', () => {
    if (!options.hidden) window.show();
    options.onShown();
  });
  window.on('close', () => {
    options.state.write({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  });
  void window.loadURL(startPage);
  return window;
}
