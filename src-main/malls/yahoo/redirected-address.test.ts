import { describe, expect, it } from 'vitest';
import { readRedirected } from './redirected-address.ts';

const state = 'S-t_4te';
const callback = 'https://shop.example/cb';
const address = `https://shop.example/cb?code=AbC.12-_~x&state=${state}`;

describe('a redirected address', () => {
  it.each([
    ['as it is', address],
    ['with blanks around', `  ${address}\n`],
    ['with the parameters turned round', `juchuban://cb?state=${state}&code=AbC.12-_~x`],
    ['in a fragment', `https://shop.example/cb#code=AbC.12-_~x&state=${state}`],
    ['as HTML', address.replace('&', '&amp;')],
    ['broken inside the code', address.replace('AbC', 'Ab\r\n  C')],
    ['broken inside the state', address.replace('4te', '\n4te')],
    ['with a blank inside the code', address.replace('AbC', 'Ab C')],
    ['with a Japanese sentence after it', `${address}です。よろしく`],
    ['with words after a blank', `${address} thanks`],
    ['with words on the next line', `${address}\nthanks`],
    ['with words before it', `URL: ${address}`],
    ['with a full-width blank after it', `${address}\u3000thanks`],
    ['in angle brackets', `<${address}>`],
  ])('is understood %s', (_how, pasted) => {
    expect(readRedirected(pasted, state, callback)).toEqual({ kind: 'code', code: 'AbC.12-_~x' });
  });

  it('tells the error the mall sent instead of a code', () => {
    const pasted = `https://x.example/cb?error=access_denied&error_description=The+user%20said+no&error_code=7&state=${state}`;
    expect(readRedirected(pasted, state, callback)).toEqual({
      kind: 'error',
      error: 'access_denied',
      description: 'The user said no',
      errorCode: '7',
    });
  });

  it.each([
    ['', 'consent_code_missing', 'empty'],
    [' \u3000\n', 'consent_code_missing', 'empty'],
    ['AbC12xyz', 'consent_code_missing', 'code_without_address'],
    ['こんにちは', 'consent_code_missing', 'no_code'],
    ['https://shop.example/cb', 'consent_code_missing', 'no_code'],
    [`https://shop.example/cb?state=${state}`, 'consent_code_missing', 'no_code'],
    [`https://shop.example/cb?code=&state=${state}`, 'consent_code_missing', 'code_empty'],
    ['https://shop.example/cb?code=abc', 'consent_state_mismatch', 'state_missing'],
    ['https://shop.example/cb?code=abc&state=other', 'consent_state_mismatch', 'state_differs'],
    [`https://shop.example/cb?code=abc&state=${state}x`, 'consent_state_mismatch', 'state_differs'],
  ])('is refused: %j', (pasted, code, reason) => {
    expect(() => readRedirected(pasted, state, callback)).toThrow(
      expect.objectContaining({ code, details: { reason } }),
    );
  });

  it('is refused when it is the address of another page', () => {
    const refused = 'https://auth.example/yconnect/v2/authorization?client_id=a&redirect_uri=x';
    expect(() => readRedirected(refused, state, callback)).toThrow(
      expect.objectContaining({ code: 'consent_redirect_mismatch', details: { redirectUri: callback } }),
    );
  });
});
