import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import { createLogger, redact } from './log.ts';

describe('redact', () => {
  it.each([
    'clientSecret',
    'client_secret',
    'refresh_token',
    'accessToken',
    'authorization',
    'Cookie',
    'publicKey',
    'privateKey',
    'password',
    'x-sws-signature',
    'codeVerifier',
  ])('blanks %s at any depth', (key) => {
    expect(JSON.stringify(redact({ a: [{ [key]: 'canary' }] }))).not.toContain('canary');
  });

  it('blanks an authorization code but not an error code', () => {
    expect(redact({ code: 'k3Yx81aa' })).toEqual({ code: '[redacted]' });
    expect(redact({ code: 'shop_duplicate' })).toEqual({ code: 'shop_duplicate' });
  });

  it('tells that a secret is there or not', () => {
    expect(redact({ hasClientSecret: true, clientSecret: null })).toEqual({
      hasClientSecret: true,
      clientSecret: null,
    });
  });

  it('keeps type, code, stack and cause of an error', () => {
    const error = new AppError('db_locked', 'busy', { cause: new Error('inner') });
    expect(redact({ err: error })).toMatchObject({
      err: { type: 'AppError', code: 'db_locked', message: 'busy', cause: { message: 'inner' } },
    });
  });

  it('does not follow a circle for ever', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(JSON.stringify(redact(circle))).toContain('[deep]');
  });
});

describe('createLogger', () => {
  it('writes JSON lines to the file, from its level on', () => {
    const dir = mkdtempSync(join(tmpdir(), 'juchuban-log-'));
    const log = createLogger({ name: 'test', level: 'info', dir: join(dir, 'logs') });
    log.debug('too fine');
    log.info('hello', { refresh_token: 'canary', n: 1 });
    log.flush();
    const text = readFileSync(join(dir, 'logs', 'test.log'), 'utf8');
    rmSync(dir, { recursive: true });
    expect(text.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(text)).toMatchObject({ msg: 'hello', n: 1, name: 'test', refresh_token: '[redacted]' });
  });
});
