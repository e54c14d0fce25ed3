import { describe, expect, it } from 'vitest';
import type { AppError } from '#shared/domain/errors.ts';
import { redirectUriOf } from './redirect-uri.ts';

describe('the redirect address', () => {
  it.each([
    ['paste', 'https://shop.example/callback'],
    ['loopback', 'http://127.0.0.1:53682/oauth/callback'],
    ['loopback', 'http://localhost:8080/'],
    ['scheme', 'juchuban://oauth/callback'],
  ] as const)('by %s may be %s', (redirectMethod, redirectUri) => {
    expect(redirectUriOf({ redirectMethod, redirectUri })).toBe(redirectUri);
  });

  it('has a default where the product itself receives it', () => {
    expect(redirectUriOf({ redirectMethod: 'loopback', redirectUri: ' ' })).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\//,
    );
    expect(redirectUriOf({ redirectMethod: 'scheme', redirectUri: '' })).toMatch(/^juchuban:/);
  });

  it.each([
    ['paste', '', 'missing'],
    ['paste', 'example', 'not_an_address'],
    ['paste', 'javascript:alert(1)', 'not_web'],
    ['paste', 'https://shop.example/#a', 'has_fragment'],
    ['loopback', 'http://192.168.0.2:80/', 'not_loopback'],
    ['loopback', 'https://127.0.0.1:80/', 'not_loopback'],
    ['loopback', 'http://127.0.0.1/', 'not_loopback'],
    ['scheme', 'other://callback', 'not_scheme'],
  ] as const)('by %s is not %j: %s', (redirectMethod, redirectUri, reason) => {
    expect(() => redirectUriOf({ redirectMethod, redirectUri })).toThrow(
      expect.objectContaining({ code: 'redirect_uri_invalid', details: { reason } }) as AppError,
    );
  });
});
