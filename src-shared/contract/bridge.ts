import { z } from 'zod';
import { noticePlaceSchema } from '../domain/notice.ts';
import { hostStateSchema } from './shell.ts';

/** Commands of the application menu that the page carries out. */
export const menuCommands = [
  'search',
  'settings',
  'import',
  'expiry',
  'diagnosis',
  'shortcuts',
  'about',
  'emergencyStop',
  'autoImport',
] as const;
export type MenuCommand = (typeof menuCommands)[number];

/**
 * What main posts to the page, as `message` events on its `window`; the page itself is given no function.
 * Accept only events whose `source` is `window` itself and whose `data` fits. The two `…-port` messages carry
 * exactly one MessagePort in `event.ports` (call `start()` on it). They come once the page's module scripts
 * have run (DOMContentLoaded): one `shell-port`, and a `data-port` as soon as the data host is ready and
 * again, with a higher generation, after each of its restarts; the earlier port is dead then.
 */
export const bridgeMessageSchema = z.discriminatedUnion('type', [
  /** Serves `shellContract`. */
  z.object({ type: z.literal('juchuban:shell-port') }),
  /** Serves `hostContract`. */
  z.object({ type: z.literal('juchuban:data-port'), generation: z.int() }),
  z.object({ type: z.literal('juchuban:host-state'), state: hostStateSchema }),
  /** The operating system opened a `juchuban://` address: what the custom scheme delivered, for `auth.complete`. */
  z.object({ type: z.literal('juchuban:deep-link'), url: z.string().max(8_000) }),
  /** A notification of the desktop was clicked: what it is about is to be shown. */
  z.object({ type: z.literal('juchuban:notice'), place: noticePlaceSchema }),
  z.object({ type: z.literal('juchuban:menu'), command: z.enum(menuCommands) }),
]);
export type BridgeMessage = z.infer<typeof bridgeMessageSchema>;
