import type { WebContents } from 'electron';
import type { Logger } from '../../core/ports/logger.ts';
import { isAppUrl } from '../app-protocol/app-origin.ts';

/**
 * Keeps a page where it is: it may reload itself, but not go elsewhere, open windows, or embed a webview.
 * Addresses for the person's browser go through `openExternal`, never through a link's target.
 */
export function guardWebContents(contents: WebContents, log: Logger): void {
  const deny = (what: string, address: string) =>
    log.warn('denied', { what, origin: URL.canParse(address) ? new URL(address).origin : 'invalid' });

  contents.on('will-frame-navigate', (details) => {
    if (details.isMainFrame && isAppUrl(details.url)) return;
    details.preventDefault();
    deny('navigation', details.url);
  });
  contents.on('will-redirect', (details) => {
    details.preventDefault();
    deny('redirect', details.url);
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    deny('webview', '');
  });
  contents.setWindowOpenHandler(({ url }) => {
    deny('window', url);
    return { action: 'deny' };
  });
}
