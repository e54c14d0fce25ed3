import { oc } from '@orpc/contract';
import { z } from 'zod';
import { appErrorSchema } from '../domain/errors.ts';

/**
 * What an operation does to the data: a `query` may be repeated freely; a `command` changes something and
 * is sent with an idempotency key, so that repeating it after a lost answer does nothing twice.
 */
export interface OperationMeta {
  readonly kind: 'query' | 'command' | 'stream';
}

/** Every failure crosses as this one oRPC error, its data being the coded `AppErrorShape`. */
export const appErrorDefinition = { APP_ERROR: { status: 422, data: appErrorSchema } } as const;

const base = oc.$meta<OperationMeta>({ kind: 'query' }).errors(appErrorDefinition);

export const query = base;
export const command = base.meta({ kind: 'command' });
export const stream = base.meta({ kind: 'stream' });

/** Name of the request header that carries a command's idempotency key. */
export const idempotencyHeader = 'x-idempotency-key';

export const emptySchema = z.object({});
export const okSchema = z.object({ ok: z.literal(true) });
