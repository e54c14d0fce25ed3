import type { ClientLink } from '@orpc/client';
import type { CallOptions } from '#shared/contract/client.ts';

/** One living way to a server: it ends when its port or socket ends, and a fresh one takes over. */
export interface Channel {
  readonly link: ClientLink<CallOptions>;
  /** Resolves when the channel has ended; calls in flight on it will get no answer any more. */
  readonly ended: Promise<void>;
}

export type LinkStatus = 'connecting' | 'connected' | 'reconnecting';
