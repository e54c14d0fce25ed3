import { Notification } from 'electron';
import type { TerminalSettings } from '#shared/contract/shell.ts';
import type { ExpiryWarning } from '#shared/domain/expiry.ts';
import { expiryNotice } from '#shared/i18n/expiry-notice.ts';

/** Shown ones are kept until they close: a collected notification no longer hears its click. */
const shown = new Set<Notification>();

/** Warnings that came due together as one notification of the operating system; a click opens the board. */
export function notifyExpiry(
  warnings: readonly ExpiryWarning[],
  parts: { language: TerminalSettings['language']; now: number; onClick: () => void },
): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification(expiryNotice(warnings, parts.now, parts.language));
  shown.add(notification);
  notification.on('click', parts.onClick);
  notification.on('close', () => shown.delete(notification));
  notification.on('failed', () => shown.delete(notification));
  notification.show();
}
