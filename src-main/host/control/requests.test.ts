import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import type { HostMessage } from '../control-protocol.ts';
import { leasedSecrets, MainRequests } from './requests.ts';

const ref = {
  scope: 'terminal',
  shopId: '5a0c1c2e-9d0b-4c57-8f0e-2b9f4f6b9a01',
  name: 'client-secret',
} as const;

describe('MainRequests', () => {
  it('gives each question the answer with its number, in whatever order they come', async () => {
    const sent: HostMessage[] = [];
    const requests = new MainRequests((message) => sent.push(message));
    const secrets = leasedSecrets(requests);
    const lease = secrets.lease(ref);
    const has = secrets.has(ref);
    expect(sent).toMatchObject([
      { type: 'secret-request', id: 0, call: { op: 'lease', ref } },
      { type: 'secret-request', id: 1, call: { op: 'has', ref } },
    ]);
    requests.receive({ type: 'secret-answer', id: 1, answer: { op: 'has', value: true } });
    requests.receive({ type: 'secret-answer', id: 0, answer: { op: 'lease', value: 's' } });
    expect([await lease, await has]).toEqual(['s', true]);
  });

  it('fails with the error main answers', async () => {
    const requests = new MainRequests(() => undefined);
    const put = leasedSecrets(requests).put(ref, 's');
    const error = new AppError('keychain_unavailable', 'locked', {
      details: { reason: 'locked' },
      retryable: true,
    });
    requests.receive({ type: 'request-failed', id: 0, error: error.toShape() });
    await expect(put).rejects.toMatchObject({ code: 'keychain_unavailable', retryable: true });
  });

  it('does not take an answer to another question', async () => {
    const requests = new MainRequests(() => undefined);
    const has = leasedSecrets(requests).has(ref);
    requests.receive({ type: 'secret-answer', id: 0, answer: { op: 'put' } });
    await expect(has).rejects.toThrow('another question');
  });

  it('ignores an answer nobody waits for', () => {
    const requests = new MainRequests(() => undefined);
    expect(() => requests.receive({ type: 'secret-answer', id: 9, answer: { op: 'put' } })).not.toThrow();
  });
});
