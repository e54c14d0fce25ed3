import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rendererFile } from './renderer-file.ts';

const root = resolve('/app/renderer');

describe('rendererFile', () => {
  it('finds files below the root', () => {
    expect(rendererFile(root, '/')?.path).toBe(resolve(root, 'index.html'));
    expect(rendererFile(root, '/assets/a%20b.js')).toEqual({
      path: resolve(root, 'assets/a b.js'),
      contentType: 'text/javascript; charset=utf-8',
    });
  });

  it.each([
    '/../x.json',
    '/%2e%2e/x.json',
    '/assets/..%2f..%2fx.json',
    '/..%5cx.json',
    '/../renderer-other/x.json',
    '/index.html%00.js',
    '/%E0%A4%A',
    '/notes.txt',
    '/assets/',
  ])('finds nothing at %s', (pathname) => {
    expect(rendererFile(root, pathname)).toBeNull();
  });
});
