import { contextBridge, ipcRenderer } from 'electron';
import type { BridgeMessage, JuchubanBridge } from '#shared/contract/bridge.ts';
import { bridgeChannel, connectChannel } from './channels.ts';

/**
 * Runs sandboxed before the page. It gives the page one function and hands on what main posts; nothing of
 * Electron reaches the page. A port is transferred with `window.postMessage`, to this page's origin only.
 */
const bridge: JuchubanBridge = {
  connect: () => ipcRenderer.send(connectChannel),
};
contextBridge.exposeInMainWorld('juchuban', bridge);

ipcRenderer.on(bridgeChannel, (event, message: BridgeMessage) => {
  window.postMessage(message, window.location.origin, event.ports);
});
