import { describe, expect, it } from 'vitest';
import { matchStore } from './store-name.ts';

const shop = 'hanako-store';
const silent = 'C=JP\nO=Test\nCN=api.example.jp';

describe('the store a certificate is made for', () => {
  it.each([
    ['the names of the mall', 'SHP-hanako-store.crt', 'hanako-store.key', silent, 'confirmed'],
    ['other letter case', 'shp-HANAKO-Store.CRT', 'Hanako-Store.KEY', silent, 'confirmed'],
    ["a browser's second copy", 'SHP-hanako-store (1).crt', 'hanako-store(2).key', silent, 'confirmed'],
    ["Windows' copy", 'SHP-hanako-store - コピー.crt', 'hanako-store - コピー (2).key', silent, 'confirmed'],
    ["macOS' copy", 'SHP-hanako-storeのコピー.crt', 'hanako-store copy 2.key', silent, 'confirmed'],
    ['only the subject', 'client.crt', 'hanako-store.key', 'C=JP\nCN=SHP-hanako-store', 'confirmed'],
    ['the bare store in the subject', 'client.crt', 'hanako-store.key', 'OU=hanako-store\nCN=x', 'confirmed'],
    ["only the key's file", 'client.crt', 'hanako-store.key', silent, 'confirmed'],
    ['a key with another name', 'SHP-hanako-store.crt', 'private.key', silent, 'key_name_differs'],
    ['nothing', 'client.crt', 'client.key', silent, 'unconfirmed'],
    ['a name no store can have', 'SHP-.crt', 'client.key', silent, 'unconfirmed'],
  ])('is known from %s', (_name, certificateFile, keyFile, subject, match) => {
    expect(matchStore({ certificateFile, keyFile, subject }, shop)).toEqual({ match });
  });

  it.each([
    ['its file', 'SHP-hanako-store2.crt', silent, 'hanako-store2'],
    ['its subject', 'SHP-hanako-store.crt', 'C=JP\nCN=SHP-taro', 'taro'],
    ['a copy of its file', 'SHP-taro (1).crt', silent, 'taro'],
  ])('is another one by %s', (_name, certificateFile, subject, foundStore) => {
    const named = matchStore({ certificateFile, keyFile: 'hanako-store.key', subject }, shop);
    expect(named).toMatchObject({ match: 'other_store', foundStore });
  });
});
