import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOrderInfo } from '#main/malls/yahoo/index.ts';
import { mallOrderSchema } from '#shared/domain/order.ts';
import { generateOrder, orderInfoXml } from '#simulators/yahoo/index.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('an orderInfo answer', () => {
  it('is the same order however untidily the mall writes it', () => {
    const property = fc.property(
      fc.nat(100_000),
      fc.constantFrom(1, 2),
      fc.nat(),
      (index, roughness, seed) => {
        const order = generateOrder(7, index);
        const tidy = parseOrderInfo(bytes(orderInfoXml(order, { roughness: 0 })));
        const rough = parseOrderInfo(bytes(orderInfoXml(order, { roughness: roughness as 1 | 2, seed })));
        expect(rough).toEqual(tidy);
        expect(mallOrderSchema.parse(rough)).toEqual(rough);
      },
    );
    fc.assert(property, { seed: 20261122, numRuns: 200 });
  });
});
