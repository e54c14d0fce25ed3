import { type ClientLink, createORPCClient } from '@orpc/client';
import {
  type AnyContractRouter,
  type ContractRouterClient,
  getContractRouter,
  isContractProcedure,
} from '@orpc/contract';
import { idempotencyHeader, type OperationMeta } from './base.ts';
import { toAppError } from './to-app-error.ts';

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

export interface ClientOptions {
  /** The link to use now. May wait until there is one; asked again before each repeat. */
  readonly link: () => ClientLink<CallOptions> | Promise<ClientLink<CallOptions>>;
  /** Makes a new key, for example `crypto.randomUUID`. */
  readonly newKey: () => string;
  /** How often a call is repeated when the host died under it; streams are never repeated. Default 0. */
  readonly repeats?: number;
}

/**
 * The typed client of a contract. Every command carries one idempotency key per logical call, kept when the
 * call is repeated, so that a command whose answer was lost is not done twice. Failures are oRPC errors or
 * AppErrors: read them with `toAppError`.
 */
export function createContractClient<Contract extends AnyContractRouter>(
  contract: Contract,
  options: ClientOptions,
): ContractRouterClient<Contract, CallOptions> {
  const link: ClientLink<CallOptions> = {
    async call(path, input, call) {
      const kind = kindOf(contract, path);
      const context: CallOptions =
        kind === 'command'
          ? { idempotencyKey: call.context.idempotencyKey ?? options.newKey() }
          : { ...call.context };
      let repeatsLeft = kind === 'stream' ? 0 : (options.repeats ?? 0);
      for (;;) {
        try {
          const current = await options.link();
          return await current.call(path, input, { ...call, context });
        } catch (error) {
          if (repeatsLeft === 0 || toAppError(error).code !== 'host_unavailable') throw error;
          repeatsLeft -= 1;
        }
      }
    },
  };
  return createORPCClient<ContractRouterClient<Contract, CallOptions>>(link);
}

function kindOf(contract: AnyContractRouter, path: readonly string[]): OperationMeta['kind'] {
  const node = getContractRouter(contract, path);
  return isContractProcedure(node) ? (node['~orpc'].meta as OperationMeta).kind : 'query';
}
