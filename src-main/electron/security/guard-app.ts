import { app, session } from 'electron';
import type { Logger } from '../../core/ports/logger.ts';
import { guardSession } from './guard-session.ts';
import { guardWebContents } from './guard-web-contents.ts';

/** Before `ready`: every web contents and session there will ever be is guarded, and certificates are not bent. */
export function guardApp(log: Logger): void {
  // Chromium cannot sandbox for root, who must say so with this switch; on top of `sandbox: true` per window.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => guardWebContents(contents, log));
  app.on('session-created', (created) => guardSession(created));
  app.on('certificate-error', (event, _contents, _url, error, _certificate, answer) => {
    event.preventDefault();
    log.warn('certificate refused', { error });
    answer(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, answer) => {
    event.preventDefault();
    answer();
  });
}

/** After `ready`: the default session exists before anyone can listen for its creation. */
export function guardDefaultSession(): void {
  guardSession(session.defaultSession);
}
