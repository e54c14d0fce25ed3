import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HTTPPath } from '@orpc/client';
import type { AnyContractRouter } from '@orpc/contract';
import type { Router } from '@orpc/server';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import type { Logger } from '../../core/ports/logger.ts';
import { type RpcContext, rpcHandlerOptions } from '../router.ts';

/** The largest request a contract call can need: a pasted key or address is below 20 kB. */
export const maxRequestBytes = 1024 * 1024;

/**
 * Serves a router over HTTP: one POST per call under `prefix`, streams as server-sent events. Checking who
 * may call is the HTTP server's part.
 */
export function httpEndpoint(
  router: Router<AnyContractRouter, RpcContext>,
  options: { prefix: HTTPPath; log: Logger; actor: string },
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const handler = new RPCHandler<RpcContext>(router, {
    ...rpcHandlerOptions(options.log),
    plugins: [new BodyLimitPlugin({ maxBodySize: maxRequestBytes })],
  });
  return async (request, response) => {
    await handler.handle(request, response, {
      prefix: options.prefix,
      context: { actor: options.actor },
    });
  };
}
