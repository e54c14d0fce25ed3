import { Menu, type MenuItemConstructorOptions, shell } from 'electron';
import type { MenuCommand } from '#shared/contract/bridge.ts';
import type { MenuTexts } from './menu-texts.ts';

export interface MenuOptions {
  readonly texts: MenuTexts;
  readonly isDevelopment: boolean;
  readonly dataDir: string;
  /** Commands the page carries out. */
  readonly onCommand: (command: MenuCommand) => void;
}

/** The application menu. Roles give each item its system shortcut and behaviour. */
export function setAppMenu(options: MenuOptions): void {
  const { texts, onCommand } = options;
  const page = (label: string, command: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => onCommand(command),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const role = (label: string, name: NonNullable<MenuItemConstructorOptions['role']>) => ({
    label,
    role: name,
  });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const template: MenuItemConstructorOptions[] = [
    {
      label: texts.file,
      submenu: [
        page(texts.import, 'import', 'CmdOrCtrl+I'),
        page(texts.emergencyStop, 'emergencyStop', 'CmdOrCtrl+Shift+F12'),
        line,
        page(texts.settings, 'settings', 'CmdOrCtrl+,'),
        line,
        // Windows gives its quit no key of its own; closing the window may only hide it.
        { ...role(texts.quit, 'quit'), accelerator: 'CmdOrCtrl+Q' },
      ],
    },
    {
      label: texts.edit,
      submenu: [
        role(texts.undo, 'undo'),
        role(texts.redo, 'redo'),
        line,
        role(texts.cut, 'cut'),
        role(texts.copy, 'copy'),
        role(texts.paste, 'paste'),
        role(texts.selectAll, 'selectAll'),
        line,
        page(texts.find, 'search', 'CmdOrCtrl+K'),
      ],
    },
    {
      label: texts.view,
      submenu: [
        role(texts.zoomIn, 'zoomIn'),
        role(texts.zoomOut, 'zoomOut'),
        role(texts.resetZoom, 'resetZoom'),
        line,
        role(texts.fullScreen, 'togglefullscreen'),
        role(texts.reload, 'reload'),
        ...(options.isDevelopment ? [role(texts.devTools, 'toggleDevTools')] : []),
      ],
    },
    { label: texts.window, submenu: [role(texts.minimize, 'minimize'), role(texts.close, 'close')] },
    {
      label: texts.help,
      submenu: [
        page(texts.diagnosis, 'diagnosis'),
        page(texts.shortcuts, 'shortcuts', 'F1'),
        { label: texts.dataFolder, click: () => void shell.openPath(options.dataDir) },
        line,
        page(texts.about, 'about'),
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
