import type { WebFrameMain } from 'electron';
import { isAppUrl } from '../app-protocol/app-origin.ts';

/**
 * Whether a message really comes from the app's page: from the main frame of its window (`parent` is null),
 * which shows an app:// page right now. A frame that is gone is not trusted.
 */
export function isTrustedFrame(frame: WebFrameMain | null | undefined): boolean {
  if (frame === null || frame === undefined) return false;
  try {
    return frame.parent === null && isAppUrl(frame.url);
  } catch {
    // Electron throws when the frame was disposed in between.
    return false;
  }
}
