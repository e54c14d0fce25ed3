import { describe, expect, it } from 'vitest';
import { orderFields } from '../domain/order-fields.ts';
import { fields as en } from './en/fields.ts';
import { fields as ja } from './ja/fields.ts';

const nameIn = (names: object, id: string): unknown =>
  id.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], names);

describe('names of the fields', () => {
  it.each(orderFields.map(({ id }) => id))('%s has a name in both languages', (id) => {
    expect(nameIn(ja, id)).toEqual(expect.any(String));
    expect(nameIn(en, id)).toEqual(expect.any(String));
  });
});
