import type { AnyContractRouter } from '@orpc/contract';
import type { Router } from '@orpc/server';
import { RPCHandler } from '@orpc/server/websocket';
import type { Logger } from '../../core/ports/logger.ts';
import type { PortData } from '../control-protocol.ts';
import { type RpcContext, rpcHandlerOptions } from '../router.ts';

/** One connected caller: hand it what arrives, close it when the other side is gone. */
export interface Peer {
  /** Anything that is no encoded request is dropped and logged. */
  receive(data: PortData): void;
  /** Ends the caller's streams and queries; nothing is sent any more. */
  close(): void;
}

/**
 * Serves a router to callers that exchange messages (ports, relayed ports, WebSockets), whatever carries
 * them: oRPC's peer protocol, as its message-port and WebSocket links speak it.
 */
export class PeerServer {
  readonly #handler: RPCHandler<RpcContext>;
  readonly #log: Logger;
  readonly #context: RpcContext;

  constructor(router: Router<AnyContractRouter, RpcContext>, options: { log: Logger; actor: string }) {
    this.#handler = new RPCHandler<RpcContext>(router, rpcHandlerOptions(options.log));
    this.#log = options.log;
    this.#context = { actor: options.actor };
  }

  /** A new caller; `send` carries encoded answers to it. */
  open(send: (data: PortData) => void): Peer {
    let isOpen = true;
    // What the handler knows a caller by; it only ever sends on it.
    const end = {
      send: (data: PortData) => {
        if (isOpen) send(data);
      },
      addEventListener: () => undefined,
    } as unknown as Pick<WebSocket, 'addEventListener' | 'send'>;
    return {
      receive: (data) => {
        if (!isOpen) return;
        this.#handler
          .message(end, asArrayBuffer(data), { context: this.#context })
          .catch((error: unknown) => this.#log.warn('message dropped', { err: error }));
      },
      close: () => {
        isOpen = false;
        this.#handler.close(end);
      },
    };
  }
}

/** The handler takes text or an ArrayBuffer; a view may cover only a part of its buffer. */
function asArrayBuffer(data: PortData): string | ArrayBuffer {
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data;
  return new Uint8Array(data).buffer;
}
