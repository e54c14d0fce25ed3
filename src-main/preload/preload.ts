import { ipcRenderer } from 'electron';
import type { BridgeMessage } from '#shared/contract/bridge.ts';
import { bridgeChannel, connectChannel } from './channels.ts';

/**
 * Runs sandboxed, in its own world, before the page. The page is given no function and no object: it only
 * hears `message` events of its own window. Ports cannot cross the context bridge but can be transferred
 * with `window.postMessage`, which is addressed to this page's origin alone.
 */
ipcRenderer.on(bridgeChannel, (event, message: BridgeMessage) => {
  window.postMessage(message, window.location.origin, event.ports);
});

// The page's module scripts have run by then and listen.
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send(connectChannel), { once: true });
