import { Notification } from 'electron';

/** Shown ones are kept until they close: a collected notification no longer hears its click. */
const shown = new Set<Notification>();

/** One notification of the operating system, where there is such a thing. */
export function showNotice(notice: { title: string; body: string }, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification(notice);
  shown.add(notification);
  notification.on('click', onClick);
  notification.on('close', () => shown.delete(notification));
  notification.on('failed', () => shown.delete(notification));
  notification.show();
}
