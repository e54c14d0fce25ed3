import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { copyText } from '../lib/clipboard.ts';

/** A short line at the lower right that goes away by itself. */
export function notice(message: string): void {
  notifications.show({ message, withBorder: true, closeButtonProps: closeButtonProps() });
}

/** The close button's name in the language shown now. */
export function closeButtonProps(): { 'aria-label': string } {
  return { 'aria-label': i18next.t('common.close') };
}

/** Copies and says so. */
export async function copyWithNotice(text: string, message: string): Promise<void> {
  if (await copyText(text)) notice(message);
}
