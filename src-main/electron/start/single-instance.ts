import { resolve } from 'node:path';
import { app } from 'electron';
import { backgroundFlag, deepLinkIn, deepLinkScheme } from './launch-options.ts';

/**
 * Makes this the only instance on its data folder, and the one that receives `juchuban://` addresses. Answers
 * false when another instance runs: that one has been told, and this one must quit.
 */
export function becomeSingleInstance(events: {
  onActivate: () => void;
  onDeepLink: (url: string) => void;
}): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  // Windows and Linux start a second process with the address; macOS sends an event.
  app.on('second-instance', (_event, argv) => {
    const link = deepLinkIn(argv);
    if (link !== null) events.onDeepLink(link);
    // Started by the login while it runs already: nobody asked for a window.
    if (!argv.includes(backgroundFlag)) events.onActivate();
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const link = deepLinkIn([url]);
    if (link !== null) events.onDeepLink(link);
    events.onActivate();
  });
  if (app.isPackaged) app.setAsDefaultProtocolClient(deepLinkScheme);
  else app.setAsDefaultProtocolClient(deepLinkScheme, process.execPath, [resolve(app.getAppPath())]);
  return true;
}
