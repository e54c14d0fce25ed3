import { app, Notification } from 'electron';
import type { NotificationText } from '#shared/i18n/notice-words.ts';

/** Shown ones are kept until they close: a collected notification no longer hears its click. */
const shown = new Set<Notification>();

/** One notification of the operating system, where there is such a thing. */
export function showNotice(notice: NotificationText, onClick: () => void): void {
  // The data host starts beside Electron and may be the first.
  void app.whenReady().then(() => {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ ...notice });
    shown.add(notification);
    notification.on('click', onClick);
    notification.on('close', () => shown.delete(notification));
    notification.on('failed', () => shown.delete(notification));
    notification.show();
  });
}
