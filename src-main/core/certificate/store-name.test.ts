import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import { checkStoreName } from './store-name.ts';

const shop = 'hanako-store';
const silent = 'C=JP\nO=Test\nCN=api.example.jp';

describe('the store a certificate is made for', () => {
  it.each([
    ['the names of the mall', 'SHP-hanako-store.crt', 'hanako-store.key', silent, []],
    ['other letter case', 'shp-HANAKO-Store.CRT', 'Hanako-Store.KEY', silent, []],
    ["a browser's second copy", 'SHP-hanako-store (1).crt', 'hanako-store(2).key', silent, []],
    ["Windows' copy", 'SHP-hanako-store - コピー.crt', 'hanako-store - コピー (2).key', silent, []],
    ["macOS' copy", 'SHP-hanako-storeのコピー.crt', 'hanako-store copy 2.key', silent, []],
    ['only the subject', 'client.crt', 'hanako-store.key', 'C=JP\nCN=SHP-hanako-store', []],
    ['the bare store in the subject', 'client.crt', 'hanako-store.key', 'OU=hanako-store\nCN=x', []],
    ["only the key's file", 'client.crt', 'hanako-store.key', silent, []],
    ['a key with another name', 'SHP-hanako-store.crt', 'private.key', silent, ['key_name_differs']],
    ['nothing', 'client.crt', 'client.key', silent, ['store_unconfirmed', 'key_name_differs']],
    ['a name no store can have', 'SHP-.crt', 'client.key', silent, ['store_unconfirmed', 'key_name_differs']],
  ])('is known from %s', (_name, certificateFile, keyFile, subject, warnings) => {
    expect(checkStoreName({ certificateFile, keyFile, subject }, shop)).toEqual(warnings);
  });

  it.each([
    ['its file', 'SHP-hanako-store2.crt', silent, 'hanako-store2'],
    ['its subject', 'SHP-hanako-store.crt', 'C=JP\nCN=SHP-taro', 'taro'],
    ['a copy of its file', 'SHP-taro (1).crt', silent, 'taro'],
  ])('is another one by %s', (_name, certificateFile, subject, foundStore) => {
    const run = () => checkStoreName({ certificateFile, keyFile: 'hanako-store.key', subject }, shop);
    expect(run).toThrow(AppError);
    expect(run).toThrow(
      expect.objectContaining({
        code: 'certificate_store_mismatch',
        details: expect.objectContaining({ foundStore }),
      }) as AppError,
    );
  });
});
