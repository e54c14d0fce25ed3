import type { AnyContractProcedure, AnyContractRouter } from '@orpc/contract';
import { isContractProcedure } from '@orpc/contract';
import { type AnyRouter, implement, ORPCError, type Router } from '@orpc/server';
import type { StandardRPCHandlerOptions } from '@orpc/server/standard';
import { idempotencyHeader, type OperationMeta } from '#shared/contract/base.ts';
import type { Services } from '#shared/contract/services.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { CallContext } from '../core/context.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Logger } from '../core/ports/logger.ts';
import type { CommandLog } from '../core/ports/store.ts';
import type { CallGate } from './call-gate.ts';
import { OncePerKey } from './idempotency.ts';
import { endedBy, withErrors } from './streams.ts';
import { toWireError, unknownOperationError } from './wire-error.ts';

/** Who calls, as histories name it: whoever reaches a transport sits at this terminal. */
export const operator = 'operator';

/** What a transport passes along with each request. */
export interface RpcContext {
  readonly actor: string;
  /** Filled from the request's header by `rpcHandlerOptions`. */
  readonly idempotencyKey?: string;
}

export interface RouterOptions {
  readonly log: Logger;
  readonly clock: Pick<Clock, 'now'>;
  readonly commands: CommandLog;
  readonly gate: CallGate;
}

/** Calls above this are logged as slow, in ms. */
const slowMs = 100;

type Service = (input: unknown, context: CallContext) => unknown;

/**
 * Binds a contract to its services: every operation of the contract, with its input and output validated
 * always, failures converted to coded errors, timing logged, and commands run once per idempotency key.
 * `contract` and `services` have the same shape, which the types enforce.
 */
export function createRouter<Contract extends AnyContractRouter>(
  contract: Contract,
  services: Services<Contract, CallContext>,
  options: RouterOptions,
): Router<Contract, RpcContext> {
  const once = new OncePerKey(options.commands, options.clock);
  const bind = (node: AnyContractRouter, service: unknown, owner: unknown, path: string[]): AnyRouter => {
    const operation = path.join('.');
    if (isContractProcedure(node)) {
      if (typeof service !== 'function') throw new Error(`No service implements ${operation}`);
      return bindOperation(node, operation, service.bind(owner) as Service, once, options);
    }
    return Object.fromEntries(
      Object.entries(node).map(([name, child]) => [
        name,
        bind(child, (service as Record<string, unknown>)[name], service, [...path, name]),
      ]),
    );
  };
  return bind(contract, services, undefined, []) as Router<Contract, RpcContext>;
}

/** So that the first middleware sees the failures of both validations. */
const validateAfterFirstMiddleware = { initialInputValidationIndex: 1, initialOutputValidationIndex: 1 };

function bindOperation(
  contract: AnyContractProcedure,
  operation: string,
  service: Service,
  once: OncePerKey,
  options: RouterOptions,
): AnyRouter {
  const { kind } = contract['~orpc'].meta as OperationMeta;
  const { log, gate } = options;
  return (
    implement(contract, validateAfterFirstMiddleware)
      .$context<RpcContext>()
      // Stands before both validations, so it sees their failures too.
      .use(async ({ next, signal }) => {
        const startedAt = performance.now();
        let isFinished = false;
        const finish = (outcome: string) => {
          if (isFinished) return;
          isFinished = true;
          const ms = Math.round((performance.now() - startedAt) * 10) / 10;
          const isSlow = kind !== 'stream' && ms > slowMs;
          log[isSlow ? 'warn' : 'debug'](isSlow ? 'slow operation' : 'operation', { operation, ms, outcome });
        };
        const convert = (error: unknown) => {
          const wire = toWireError(error, { operation, signal, log });
          finish((wire.data as { code: string }).code);
          return wire;
        };
        try {
          const result = await next();
          if (kind !== 'stream') {
            finish('ok');
            return result;
          }
          const events = result.output as AsyncIterator<unknown, unknown, void>;
          return { ...result, output: withErrors(events, convert, () => finish('ended')) };
        } catch (error) {
          throw convert(error);
        }
      })
      .handler(async ({ input, context, signal }) => {
        const { actor, idempotencyKey } = context;
        if (kind === 'command') {
          // Only a stopping host ends a command: a lost connection must not leave it open whether it happened.
          const execute = async () => service(input, { actor, signal: gate.stopping });
          return gate.run(() =>
            idempotencyKey === undefined ? execute() : once.run(idempotencyKey, operation, execute),
          );
        }
        gate.refuseWhenStopping();
        const ends = signal === undefined ? gate.stopping : AbortSignal.any([signal, gate.stopping]);
        if (kind === 'query') return service(input, { actor, signal: ends });
        const end = new AbortController();
        ends.addEventListener('abort', () => end.abort(), { once: true, signal: end.signal });
        if (ends.aborted) end.abort();
        const events = await service(input, { actor, signal: end.signal });
        return endedBy(events as AsyncIterable<unknown>, end);
      })
  );
}

function unreadableRequest(cause: unknown): AppError {
  return new AppError('invalid_input', 'The request could not be read', {
    details: { field: '', rule: 'malformed', issues: 1 },
    cause,
  });
}

/** The key is the caller's: anything longer than a UUID with room to spare is no key. */
const longestKey = 100;

/**
 * What every transport's handler needs besides the router: the idempotency key taken from the request, and
 * requests that reach no operation (unknown path, unreadable body) answered with coded errors.
 */
export function rpcHandlerOptions(log: Logger): StandardRPCHandlerOptions<RpcContext> {
  return {
    interceptors: [
      async ({ next, ...call }) => {
        const operation = call.request.url.pathname;
        try {
          const header = call.request.headers[idempotencyHeader];
          const key = typeof header === 'string' && header.length <= longestKey ? header : undefined;
          const context = key === undefined ? call.context : { ...call.context, idempotencyKey: key };
          const result = await next({ ...call, context });
          if (!result.matched) throw unknownOperationError(operation);
          return result;
        } catch (error) {
          // Operations convert their own failures, so what is unknown here is a body that cannot be read.
          const isKnown = error instanceof ORPCError || error instanceof AppError;
          throw toWireError(isKnown ? error : unreadableRequest(error), {
            operation,
            signal: call.request.signal,
            log,
          });
        }
      },
    ],
  };
}
