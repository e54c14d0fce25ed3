import { z } from 'zod';
import { hostStateSchema } from './shell.ts';

/** Commands of the application menu that the page carries out. */
export const menuCommands = ['search', 'settings', 'import', 'shortcuts', 'about'] as const;
export type MenuCommand = (typeof menuCommands)[number];

/**
 * `data` of the two `message` events on `window` that carry one MessagePort each in `event.ports`: the way to
 * `shellContract` and to `hostContract`. They come once the page's scripts have run (DOMContentLoaded), the
 * host's as soon as the data host is ready, and again after each of its restarts: the earlier host port is
 * dead then. Accept only events whose `source` is `window` itself.
 */
export const shellPortMessage = 'juchuban:shell';
export const hostPortMessage = 'juchuban:host';

/** `data` of the `message` events that tell the page something, without a port. */
export const bridgeEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('juchuban:host-state'), state: hostStateSchema }),
  /** The operating system opened a `juchuban://` address: what the custom scheme delivered, for `auth.complete`. */
  z.object({ type: z.literal('juchuban:deep-link'), url: z.string().max(8_000) }),
  z.object({ type: z.literal('juchuban:menu'), command: z.enum(menuCommands) }),
]);
export type BridgeEvent = z.infer<typeof bridgeEventSchema>;

export type BridgeMessage = typeof shellPortMessage | typeof hostPortMessage | BridgeEvent;
