import { AppError } from '#shared/domain/errors.ts';
import type { Logger } from '../../core/ports/logger.ts';
import type { SecretStore } from '../../core/ports/secret-store.ts';
import type { DemoAnswer, DemoCall, SecretAnswer, SecretCall } from '../../host/control-protocol.ts';
import type { HostAnswer, HostRequest } from './supervisor.ts';

/** Only main holds the keychain: each value goes to the data host for the job in hand, none is kept here. */
async function callSecretStore(store: SecretStore, call: SecretCall): Promise<SecretAnswer> {
  switch (call.op) {
    case 'put':
      await store.put(call.ref, call.value);
      return { op: 'put' };
    case 'lease':
      return { op: 'lease', value: await store.lease(call.ref) };
    case 'has':
      return { op: 'has', value: await store.has(call.ref) };
    case 'remove':
      await store.remove(call.ref);
      return { op: 'remove' };
    case 'status':
      return { op: 'status', value: await store.status() };
  }
}

/**
 * Answers what the data host asks of main. Never rejects: a failure is an answer too, coded if it was, and
 * without its text if it was not (a keychain's message could quote what it was given).
 */
export function createAnswers(parts: {
  secrets: () => Promise<SecretStore>;
  callDemoMall: (call: DemoCall) => Promise<DemoAnswer>;
  log: Logger;
}): (request: HostRequest) => Promise<HostAnswer> {
  return async (request) => {
    const { id } = request;
    try {
      if (request.type === 'demo-request') {
        return { type: 'demo-answer', id, answer: await parts.callDemoMall(request.call) };
      }
      const answer = await callSecretStore(await parts.secrets(), request.call);
      return { type: 'secret-answer', id, answer };
    } catch (error) {
      const known =
        error instanceof AppError ? error : new AppError('internal', 'The request failed in main');
      parts.log.warn('a request of the data host failed', { type: request.type, errorCode: known.code });
      return { type: 'request-failed', id, error: known.toShape() };
    }
  };
}
