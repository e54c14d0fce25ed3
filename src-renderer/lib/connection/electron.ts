import { RPCLink } from '@orpc/client/message-port';
import { type BridgeMessage, bridgeMessageSchema } from '#shared/contract/bridge.ts';
import { type CallOptions, linkHeaders } from '#shared/contract/client.ts';
import type { Channel } from './channel.ts';
import type { SwitchableLink } from './switchable-link.ts';

/** What the shell says without being asked. */
export interface BridgeListener {
  onHostState(message: Extract<BridgeMessage, { type: 'juchuban:host-state' }>): void;
  onDeepLink(message: Extract<BridgeMessage, { type: 'juchuban:deep-link' }>): void;
  onNotice(message: Extract<BridgeMessage, { type: 'juchuban:notice' }>): void;
  onMenu(message: Extract<BridgeMessage, { type: 'juchuban:menu' }>): void;
}

/**
 * Takes the message ports the preload script hands over by window message: one to the shell, one to the
 * data host. A restarted data host sends a fresh port, and the link moves over to it.
 */
export function acceptPorts(
  links: { host: SwitchableLink; shell: SwitchableLink },
  listener: BridgeListener,
): void {
  let endShell = () => {};
  let endHost = () => {};
  window.addEventListener('message', (event) => {
    // The preload script speaks in this same window; anything from elsewhere is not ours.
    if (event.source !== window) return;
    const parsed = bridgeMessageSchema.safeParse(event.data);
    if (!parsed.success) return;
    const [port] = event.ports;
    const message = parsed.data;
    switch (message.type) {
      case 'juchuban:shell-port':
        endShell();
        if (port) endShell = attachPort(links.shell, port);
        break;
      case 'juchuban:data-port':
        endHost();
        if (port) endHost = attachPort(links.host, port);
        break;
      case 'juchuban:host-state':
        // A port's end is not always announced (Chromium before 122), so the state ends it.
        if (message.state.state !== 'ready') endHost();
        listener.onHostState(message);
        break;
      case 'juchuban:deep-link':
        listener.onDeepLink(message);
        break;
      case 'juchuban:notice':
        listener.onNotice(message);
        break;
      case 'juchuban:menu':
        listener.onMenu(message);
        break;
    }
  });
}

/** Returns what ends the channel from this side. */
function attachPort(link: SwitchableLink, port: MessagePort): () => void {
  const { promise: ended, resolve } = deferred();
  port.addEventListener('close', resolve);
  port.start();
  const channel: Channel = { link: new RPCLink<CallOptions>({ port, headers: linkHeaders }), ended };
  link.attach(channel);
  return resolve;
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
