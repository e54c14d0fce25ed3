import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { AppError } from '../domain/errors.ts';
import { toAppError } from './to-app-error.ts';

const abort = Object.assign(new Error('This operation was aborted'), { name: 'AbortError' });

describe('toAppError', () => {
  it('reads the coded error out of an oRPC error', () => {
    const shape = new AppError('shop_duplicate', 'exists', { details: { sellerId: 'a' } }).toShape();
    expect(toAppError(new ORPCError('APP_ERROR', { status: 422, data: shape }))).toEqual(shape);
  });

  it('takes an AppError as it is', () => {
    const error = new AppError('conflict', 'newer', { retryable: true });
    expect(toAppError(error)).toEqual(error.toShape());
  });

  it('takes one that came as data as it is', () => {
    const shape = new AppError('clock_ahead', '', { details: { amountMs: 60_000 } }).toShape();
    expect(toAppError(shape)).toEqual(shape);
    expect(toAppError({ ...shape, code: 'no_such_code' }).code).toBe('internal');
  });

  it.each([
    ['refused fetch', new TypeError('fetch failed'), 'host_unavailable', true],
    ['Chromium fetch', new TypeError('Failed to fetch'), 'host_unavailable', true],
    ['closed port', new Error('[AsyncIdQueue] Queue[1] was closed'), 'host_unavailable', true],
    ['closed socket', new Error('Cannot send message, WebSocket is not open.'), 'host_unavailable', true],
    ['gateway', new ORPCError('BAD_GATEWAY'), 'host_unavailable', true],
    ['own abort', abort, 'cancelled', false],
    ['wrong token', new ORPCError('UNAUTHORIZED'), 'forbidden', false],
    ['no such path', new ORPCError('NOT_FOUND'), 'unknown_operation', false],
    ['bad request', new ORPCError('BAD_REQUEST'), 'invalid_input', false],
    ['server failure', new ORPCError('INTERNAL_SERVER_ERROR'), 'internal', false],
    ['a bug', new RangeError('x'), 'internal', false],
    ['no error at all', 'text', 'internal', false],
  ])('%s', (_name, error, code, retryable) => {
    expect(toAppError(error)).toMatchObject({ code, retryable });
  });
});
