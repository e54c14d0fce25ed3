import { z } from 'zod';
import { hostStateSchema } from './shell.ts';

/**
 * All that the preload script adds to the page, as `window.juchuban`. Ports cannot cross Electron's context
 * bridge, so they arrive as `message` events of the page's own window (see `bridgeMessageSchema`).
 */
export interface JuchubanBridge {
  /**
   * Asks main for the ports; call once per page load, after listening for `message` events on `window`.
   * Answered by one `shell-port`, then a `data-port` as soon as the data host is ready and again, with a
   * higher generation, after each of its restarts (the earlier port is dead then).
   */
  connect(): void;
}

/** Commands of the application menu that the page carries out. */
export const menuCommands = ['search', 'settings', 'import', 'shortcuts', 'about'] as const;

/**
 * What main posts to the page. Accept only events whose `source` is `window` itself and whose `data` fits;
 * the two `…-port` messages carry exactly one MessagePort in `event.ports` (call `start()` on it).
 */
export const bridgeMessageSchema = z.discriminatedUnion('type', [
  /** Serves `shellContract`. */
  z.object({ type: z.literal('juchuban:shell-port') }),
  /** Serves `hostContract`. */
  z.object({ type: z.literal('juchuban:data-port'), generation: z.int() }),
  z.object({ type: z.literal('juchuban:host-state'), state: hostStateSchema }),
  /** The operating system opened a `juchuban://` address: what the custom scheme delivered, for `auth.complete`. */
  z.object({ type: z.literal('juchuban:deep-link'), url: z.string().max(8_000) }),
  z.object({ type: z.literal('juchuban:menu'), command: z.enum(menuCommands) }),
]);
export type BridgeMessage = z.infer<typeof bridgeMessageSchema>;
