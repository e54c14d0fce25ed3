import { join } from 'node:path';
import { app, Menu, nativeImage, Tray } from 'electron';
import type { MenuTexts } from './menu-texts.ts';

/** The icon in the notification area: brings the window back, opens the emergency stop, or quits. Keep the result, or it vanishes. */
export function createTray(texts: MenuTexts, onShow: () => void, onEmergencyStop: () => void): Tray {
  const icon = nativeImage.createFromPath(join(app.getAppPath(), 'resources', 'tray.png'));
  const tray = new Tray(icon);
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: texts.show, click: onShow },
      { label: texts.emergencyStop, click: onEmergencyStop },
      { type: 'separator' },
      { label: texts.quit, role: 'quit' },
    ]),
  );
  tray.on('click', onShow);
  return tray;
}
