import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signatureHeaders, signatureOf } from './signature.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();

function secretsOf(values: Record<string, string>) {
  return { lease: async (name: string) => values[name] ?? null, put: async () => {}, remove: async () => {} };
}

describe('the public-key signature', () => {
  it('is seller and whole seconds, PKCS#1 v1.5, different each time', () => {
    const signature = signatureOf('teststore', pem, 1_717_400_000_999);
    const block = privateDecrypt(
      { key: privateKey, padding: constants.RSA_NO_PADDING },
      Buffer.from(signature, 'base64'),
    );
    expect([block[0], block[1]]).toEqual([0, 2]);
    expect(block.subarray(block.indexOf(0, 2) + 1).toString()).toBe('teststore:1717400000');
    expect(signatureOf('teststore', pem, 1_717_400_000_999)).not.toBe(signature);
  });

  it('is sent with its version, or not at all, never half', async () => {
    const headers = (values: Record<string, string>) =>
      signatureHeaders('teststore', secretsOf(values), () => 0);
    expect(await headers({})).toEqual({});
    expect(await headers({ 'public-key': pem, 'public-key-version': '3' })).toEqual({
      'x-sws-signature': expect.stringMatching(/^[A-Za-z0-9+/]+=*$/),
      'x-sws-signature-version': '3',
    });
    await expect(headers({ 'public-key': pem })).rejects.toMatchObject({ code: 'key_version_missing' });
    await expect(headers({ 'public-key-version': '3' })).rejects.toMatchObject({ code: 'key_missing' });
    await expect(headers({ 'public-key': 'x', 'public-key-version': '3' })).rejects.toMatchObject({
      code: 'key_unreadable',
    });
  });
});
