import { type IpcMainEvent, ipcMain, MessageChannelMain, type WebContents } from 'electron';
import type { BridgeMessage, MenuCommand } from '#shared/contract/bridge.ts';
import type { NoticePlace } from '#shared/domain/notice.ts';
import type { Logger } from '../../core/ports/logger.ts';
import { type PortLike, serveMessagePort } from '../../host/transports/message-port.ts';
import type { PeerServer } from '../../host/transports/peer.ts';
import { bridgeChannel, connectChannel } from '../../preload/channels.ts';
import type { HostSupervisor } from '../data-host-process/supervisor.ts';
import { isTrustedFrame } from '../security/trusted-sender.ts';

export interface PagesOptions {
  readonly supervisor: HostSupervisor;
  /** A server for one page; `isTrusted` is asked again at every call. */
  readonly shellServer: (page: { isTrusted: () => boolean }) => PeerServer;
  readonly log: Logger;
  readonly onConnected: () => void;
}

interface Page {
  readonly contents: WebContents;
  readonly endShell: () => void;
}

/**
 * The pages that are connected. A page asks once it has loaded; it must be the app's own main frame, or it
 * is refused. It gets a port to the shell, a port to the data host as soon as there is a ready one, and a
 * fresh one after each restart.
 */
export class Pages {
  readonly #options: PagesOptions;
  readonly #pages = new Map<number, Page>();
  readonly #known = new WeakSet<WebContents>();
  /** What came before any page could hear them. */
  #waiting: BridgeMessage[] = [];
  #generation = 0;

  constructor(options: PagesOptions) {
    this.#options = options;
    ipcMain.on(connectChannel, (event) => this.#connect(event));
    options.supervisor.onState((state) => {
      this.#tell({ type: 'juchuban:host-state', state });
      if (state.state === 'ready') for (const page of this.#pages.values()) this.#sendHostPort(page);
    });
  }

  /** The command goes to the connected pages, or to the first one that connects: the tray works without a window. */
  tellMenu(command: MenuCommand): void {
    this.#tellOrKeep({ type: 'juchuban:menu', command });
  }

  /** The address goes to the connected pages, or to the first one that connects. */
  tellDeepLink(url: string): void {
    this.#tellOrKeep({ type: 'juchuban:deep-link', url });
  }

  /** What a notification is about is to be shown, by the connected pages or by the first one that connects. */
  tellPlace(place: NoticePlace): void {
    this.#tellOrKeep({ type: 'juchuban:notice', place });
  }

  #tellOrKeep(event: BridgeMessage): void {
    if (this.#pages.size === 0) this.#waiting.push(event);
    else this.#tell(event);
  }

  #tell(event: BridgeMessage): void {
    for (const page of this.#pages.values()) post(page.contents, event);
  }

  #connect(event: IpcMainEvent): void {
    const { sender: contents, senderFrame } = event;
    if (!isTrustedFrame(senderFrame)) {
      this.#options.log.warn('refused to connect a frame that is not the app');
      return;
    }
    this.#disconnect(contents.id);
    const page = { contents, endShell: this.#sendShellPort(contents) };
    if (!this.#known.has(contents)) {
      this.#known.add(contents);
      const { id } = contents;
      contents.on('destroyed', () => this.#disconnect(id));
      contents.on('render-process-gone', () => this.#disconnect(id));
    }
    this.#pages.set(contents.id, page);
    this.#sendHostPort(page);
    post(contents, { type: 'juchuban:host-state', state: this.#options.supervisor.state });
    for (const kept of this.#waiting.splice(0)) post(contents, kept);
    this.#options.onConnected();
  }

  #disconnect(id: number): void {
    this.#pages.get(id)?.endShell();
    this.#pages.delete(id);
  }

  #sendShellPort(contents: WebContents): () => void {
    const { port1, port2 } = new MessageChannelMain();
    const isTrusted = () => !contents.isDestroyed() && isTrustedFrame(contents.mainFrame);
    const end = serveMessagePort(this.#options.shellServer({ isTrusted }), port1 as PortLike);
    post(contents, { type: 'juchuban:shell-port' }, port2);
    return end;
  }

  #sendHostPort(page: Page): void {
    if (this.#options.supervisor.state.state !== 'ready') return;
    const { port1, port2 } = new MessageChannelMain();
    this.#options.supervisor.openPort(port1);
    this.#generation += 1;
    post(page.contents, { type: 'juchuban:data-port', generation: this.#generation }, port2);
  }
}

function post(contents: WebContents, message: BridgeMessage, port?: Electron.MessagePortMain): void {
  if (contents.isDestroyed()) return;
  contents.postMessage(bridgeChannel, message, port === undefined ? [] : [port]);
}
