import { type ClientLink, createORPCClient } from '@orpc/client';
import {
  type AnyContractRouter,
  type ContractRouterClient,
  getContractRouter,
  isContractProcedure,
} from '@orpc/contract';
import { idempotencyHeader, type OperationMeta } from './base.ts';

/** What a call carries besides its input. */
export interface CallOptions {
  /** Set by the client for commands; give one to repeat a command across two logical calls. */
  readonly idempotencyKey?: string;
}

/** Give this as `headers` to every oRPC link made for the contract. */
export function linkHeaders(options: { context: CallOptions }): Record<string, string> {
  const key = options.context.idempotencyKey;
  return key === undefined ? {} : { [idempotencyHeader]: key };
}

/**
 * The typed client of a contract over a link. Every command gets one idempotency key per logical call, above
 * the link: a link that repeats a call after a lost answer repeats it with the same key, and nothing is done
 * twice. `newKey` makes a key, for example `crypto.randomUUID`. Failures are oRPC errors or AppErrors: read
 * them with `toAppError`.
 */
export function createContractClient<Contract extends AnyContractRouter>(
  contract: Contract,
  link: ClientLink<CallOptions>,
  newKey: () => string,
): ContractRouterClient<Contract, CallOptions> {
  const keyed: ClientLink<CallOptions> = {
    call(path, input, call) {
      if (!isCommand(contract, path)) return link.call(path, input, call);
      const context = { ...call.context, idempotencyKey: call.context.idempotencyKey ?? newKey() };
      return link.call(path, input, { ...call, context });
    },
  };
  return createORPCClient<ContractRouterClient<Contract, CallOptions>>(keyed);
}

function isCommand(contract: AnyContractRouter, path: readonly string[]): boolean {
  const node = getContractRouter(contract, path);
  return isContractProcedure(node) && (node['~orpc'].meta as OperationMeta).kind === 'command';
}
