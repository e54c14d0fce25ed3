import type { Session } from 'electron';
import { isAppUrl } from '../app-protocol/app-origin.ts';

/** Own pages, and the developer tools of a development build. */
const loadable = (address: string) =>
  isAppUrl(address) || address.startsWith('devtools://') || address.startsWith('data:image/');

/** Bytes from the memory of the app's own page: `blob:app://…`. */
const isOwnFile = (address: string) => address.startsWith('blob:') && isAppUrl(address.slice('blob:'.length));

/**
 * Nothing a page could ask the browser for is granted, and nothing is loaded from anywhere but the app:
 * no remote content, no file://, no downloads but the page's own files. Applies to every session.
 */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !loadable(request.url) }));
  session.on('will-download', (event, item) => {
    // A file that the app's own page made (an export): the system asks where it is to go.
    if (!isOwnFile(item.getURL())) event.preventDefault();
  });
}
