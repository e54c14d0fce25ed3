import { notifications } from '@mantine/notifications';
import { copyText } from '../lib/clipboard.ts';

/** A short line at the lower right that goes away by itself. */
export function notice(message: string): void {
  notifications.show({ message, withBorder: true });
}

/** Copies and says so. */
export async function copyWithNotice(text: string, message: string): Promise<void> {
  if (await copyText(text)) notice(message);
}
