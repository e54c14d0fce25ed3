import { app, type Tray } from 'electron';
import type { MenuCommand } from '#shared/contract/bridge.ts';
import type { TerminalSettings } from '#shared/contract/shell.ts';
import { setAppMenu } from './app-menu.ts';
import { menuTexts } from './menu-texts.ts';
import { createTray } from './tray.ts';

export interface MenuParts {
  readonly language: () => TerminalSettings['language'];
  readonly dataDir: string;
  readonly onCommand: (command: MenuCommand) => void;
  readonly onShow: () => void;
}

/** What is on the screen now; without a reference the tray icon would be collected. */
let shown: { language: TerminalSettings['language']; tray: Tray } | null = null;

/** Draws menu and tray in the language of the settings; does nothing when they are already in it. */
export function showMenus(parts: MenuParts): void {
  const language = parts.language();
  if (shown?.language === language) return;
  shown?.tray.destroy();
  const texts = menuTexts(language);
  setAppMenu({ ...parts, texts, isDevelopment: !app.isPackaged });
  const onEmergencyStop = () => {
    parts.onShow();
    parts.onCommand('emergencyStop');
  };
  shown = { language, tray: createTray(texts, parts.onShow, onEmergencyStop) };
}
