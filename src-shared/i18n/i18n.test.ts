import { describe, expect, it } from 'vitest';
import { errorCodes } from '../domain/errors.ts';
import { en } from './en/index.ts';
import { ja } from './ja/index.ts';

type Texts = { readonly [key: string]: string | Texts };

function flatten(texts: Texts, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof value === 'string') flat.set(path, value);
    else for (const entry of flatten(value, path)) flat.set(...entry);
  }
  return flat;
}

const slots = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('texts', () => {
  const japanese = flatten(ja as unknown as Texts);
  const english = flatten(en as unknown as Texts);

  it('have the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...japanese.keys()].sort());
  });

  it('take the same facts in both languages', () => {
    const different = [...japanese].filter(
      ([key, text]) => slots(text).join() !== slots(english.get(key) ?? '').join(),
    );
    expect(different).toEqual([]);
  });

  it.each([
    ['ja', ja],
    ['en', en],
  ] as const)('say for every error what happened, why, and what to do (%s)', (_name, texts) => {
    for (const code of errorCodes) {
      const { what, why, next } = texts.errors[code];
      expect(
        [what, why, next].every((text) => text.trim().length > 3),
        code,
      ).toBe(true);
    }
    expect(Object.keys(texts.errors).sort()).toEqual([...errorCodes].sort());
  });

  it('keep the exact headlines of the product', () => {
    expect(ja.errors.mall_session_expired.what).toBe('リフレッシュトークンを更新してください');
    expect(ja.shops.consent.update).toBe('リフレッシュトークン更新');
    expect(ja.shops.secretSet).toBe('設定済み');
    expect(ja.welcome.demo).toBe('デモで試す');
  });
});
