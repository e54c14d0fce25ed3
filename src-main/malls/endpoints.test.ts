import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import { loadEndpoints, productionEndpoints } from './endpoints.ts';
import { yahooAddresses } from './yahoo/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'endpoints-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(text: string): string {
  const file = join(folder, 'endpoints.json');
  writeFileSync(file, text);
  return file;
}

describe('the table of outside addresses', () => {
  it('replaces what the file names and keeps the rest', () => {
    const file = fileWith('{"yahoo.api":"http://127.0.0.1:4011/ShoppingWebService/V1","time.sntp":[]}');
    const table = loadEndpoints({ packaged: false, file });
    expect(table).toEqual({
      ...productionEndpoints,
      'yahoo.api': 'http://127.0.0.1:4011/ShoppingWebService/V1',
      'time.sntp': [],
    });
  });

  it('ignores the file in a packaged build, which speaks https only', () => {
    const file = fileWith('{"yahoo.api":"http://127.0.0.1:1/"}');
    expect(loadEndpoints({ packaged: true, file })).toBe(productionEndpoints);
    for (const address of Object.values(productionEndpoints).flat()) {
      if (typeof address === 'string' && address.includes('://')) expect(address).toMatch(/^https:/);
    }
  });

  it.each([
    '{',
    '{"yahoo.api":"nowhere"}',
    '{"yahoo.apy":"https://a.example"}',
    '{"yahoo.requestsPerSecond":0}',
  ])('names the file when it cannot be used: %s', (text) => {
    expect(() => loadEndpoints({ packaged: false, file: fileWith(text) })).toThrow(/endpoints\.json/);
  });

  it('gives each environment of the mall its addresses', () => {
    expect(yahooAddresses(productionEndpoints, 'production').api).toMatch(/^https:\/\/circus\./);
    expect(yahooAddresses(productionEndpoints, 'test').api).toMatch(/^https:\/\/test\.circus\./);
    expect(() => yahooAddresses(productionEndpoints, 'demo')).toThrow(AppError);
    const demo = { api: 'http://127.0.0.1:1/a', auth: 'http://127.0.0.1:1/b', requestsPerSecond: 50 };
    expect(yahooAddresses(productionEndpoints, 'demo', demo)).toBe(demo);
  });
});
