import { app, type Tray } from 'electron';
import type { MenuCommand } from '#shared/contract/bridge.ts';
import type { TerminalSettings } from '#shared/contract/shell.ts';
import { waitingText } from '#shared/i18n/notice-words.ts';
import { setAppMenu } from './app-menu.ts';
import { menuTexts } from './menu-texts.ts';
import { createTray } from './tray.ts';

export interface MenuParts {
  readonly language: () => TerminalSettings['language'];
  readonly dataDir: string;
  readonly onCommand: (command: MenuCommand) => void;
  readonly onShow: () => void;
  /** How many orders wait to be looked at: the tray says it. */
  readonly waitingOrders: () => number;
}

/** What is on the screen now; without a reference the tray icon would be collected. */
let shown: { language: TerminalSettings['language']; tray: Tray } | null = null;

/** Draws menu and tray in the language of the settings, unless they are already in it; the tray says its number. */
export function showMenus(parts: MenuParts): void {
  const language = parts.language();
  if (shown?.language !== language) {
    shown?.tray.destroy();
    const texts = menuTexts(language);
    setAppMenu({ ...parts, texts, isDevelopment: !app.isPackaged });
    shown = { language, tray: createTray(texts, parts.onShow, () => parts.onCommand('emergencyStop')) };
  }
  shown.tray.setToolTip(waitingText(parts.waitingOrders(), language));
}
