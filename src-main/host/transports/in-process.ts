import { StandardRPCLink } from '@orpc/client/standard';
import type { AnyContractRouter } from '@orpc/contract';
import type { Router } from '@orpc/server';
import { StandardRPCHandler } from '@orpc/server/standard';
import { type CallOptions, linkHeaders } from '#shared/contract/client.ts';
import type { Logger } from '../../core/ports/logger.ts';
import { type RpcContext, rpcHandlerOptions } from '../router.ts';

/**
 * A link that calls a router in the same process. It takes the same way as the other transports, encoding
 * and validation included, so that what works here works over a wire.
 */
export function inProcessLink(
  router: Router<AnyContractRouter, RpcContext>,
  options: { log: Logger; actor: string },
): StandardRPCLink<CallOptions> {
  const handler = new StandardRPCHandler<RpcContext>(router, rpcHandlerOptions(options.log));
  return new StandardRPCLink<CallOptions>(
    {
      async call(request) {
        const { response } = await handler.handle(
          { ...request, body: () => Promise.resolve(request.body) },
          { context: { actor: options.actor } },
        );
        if (response === undefined) throw new Error('The handler answers every path');
        return { ...response, body: () => Promise.resolve(response.body) };
      },
    },
    { url: 'http://in-process', headers: linkHeaders },
  );
}
