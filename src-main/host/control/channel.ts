import type { Logger } from '../../core/ports/logger.ts';
import { type HostMessage, type MainMessage, mainMessageSchema } from '../control-protocol.ts';
import type { PortLike } from '../transports/message-port.ts';

/** The host's end of the control channel, whatever kind of process it is. */
export interface ControlChannel {
  send(message: HostMessage): void;
  /** Called for each message that fits the protocol, with the port that came with it. */
  onMessage(listener: (message: MainMessage, port: PortLike | undefined) => void): void;
  /** Called once when main is gone. Never for a utility process: Electron ends it with main. */
  onLost(listener: () => void): void;
}

/** What Electron adds to `process` inside a utility process. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: PortLike[] }) => void): void;
  postMessage(message: unknown): void;
}

/** The channel to main of this process. Throws when it was not started as a data host. */
export function controlChannel(log: () => Logger): ControlChannel {
  const parse = (raw: unknown): MainMessage | null => {
    const checked = mainMessageSchema.safeParse(raw);
    if (checked.success) return checked.data;
    log().warn('dropped a message of main that does not fit the protocol');
    return null;
  };
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  if (parentPort !== undefined) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) =>
        parentPort.on('message', ({ data, ports }) => {
          const message = parse(data);
          if (message !== null) listener(message, ports[0]);
        }),
      onLost: () => undefined,
    };
  }
  if (process.send === undefined) throw new Error('The data host is started by the main process');
  return {
    // The callback keeps a message lost to a dying main from becoming an exception; `disconnect` follows.
    send: (message) => process.send?.(message, undefined, undefined, () => undefined),
    onMessage: (listener) => {
      process.on('message', (raw) => {
        const message = parse(raw);
        if (message !== null) listener(message, undefined);
      });
    },
    onLost: (listener) => {
      process.once('disconnect', listener);
    },
  };
}
