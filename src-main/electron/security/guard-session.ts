import type { Session } from 'electron';
import { isAppUrl } from '../app-protocol/app-origin.ts';

/** Own pages, and the developer tools of a development build. */
const loadable = (address: string) =>
  isAppUrl(address) || address.startsWith('devtools://') || address.startsWith('data:image/');

/**
 * Nothing a page could ask the browser for is granted, and nothing is loaded from anywhere but the app:
 * no remote content, no file://, no downloads. Applies to every session.
 */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !loadable(request.url) }));
  session.on('will-download', (event) => event.preventDefault());
}
