import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shopId } from '#main/db/testing/test-store.ts';
import type { OrderRef } from '#main/malls/port.ts';
import { compareListing } from './compare-listing.ts';

const version = fc.constantFrom('', '1', '2');
const moment = fc.constantFrom(null, 1_000, 2_000);
const order = fc.record({
  isKnown: fc.boolean(),
  hasImportError: fc.boolean(),
  fraudHold: fc.constantFrom('none', 'under_review', 'released', 'confirmed'),
  ours: fc.record({ mallVersion: version, mallUpdatedAt: moment }),
  theirs: fc.record({ mallVersion: version, mallUpdatedAt: moment }),
});
type Order = typeof order extends fc.Arbitrary<infer O> ? O : never;

/** What the difference must be, told one condition after the other. */
function expected({ isKnown, hasImportError, fraudHold, ours, theirs }: Order, by: string): string {
  if (!isKnown) return 'missing';
  if (hasImportError) return 'broken';
  // Published means that no hold is left: one that stands here is over.
  if (by === 'published' && (fraudHold === 'under_review' || fraudHold === 'confirmed')) return 'changed';
  // Without a version the mall says nothing: the order must be looked at.
  if (theirs.mallVersion === '') return 'changed';
  return theirs.mallVersion === ours.mallVersion && theirs.mallUpdatedAt === ours.mallUpdatedAt
    ? 'same'
    : 'changed';
}

it('says of every listed order what it is beside ours', () => {
  fc.assert(
    fc.property(
      fc.array(order, { maxLength: 20 }),
      fc.constantFrom('ordered' as const, 'published' as const),
      (orders, by) => {
        const known = orders.flatMap((each, orderId) => (each.isKnown ? [{ ...each, orderId }] : []));
        const byId = new Map(known.map((each) => [`store-${each.orderId}`, each]));
        const store = {
          orderStates: (shop: string, ids: readonly string[]) => {
            expect(shop).toBe(shopId());
            return new Map(
              ids.flatMap((id) => {
                const found = byId.get(id);
                if (found === undefined) return [];
                const { orderId, hasImportError, ours } = found;
                return [[id, { orderId, hasImportError, ...ours }] as const];
              }),
            );
          },
          orderStandings: (ids: readonly number[]) =>
            new Map(
              known
                .filter(({ orderId }) => ids.includes(orderId))
                .map(({ orderId, fraudHold }) => [orderId, { fraudHold, phaseId: 2 }] as const),
            ),
        };
        const refs: OrderRef[] = orders.map(({ theirs }, number) => ({
          mallOrderId: `store-${number}`,
          ...theirs,
        }));
        const found = compareListing(store as Parameters<typeof compareListing>[0], shopId(), by, refs);
        expect([...found]).toEqual(orders.map((each, at) => [`store-${at}`, expected(each, by)]));
      },
    ),
    { numRuns: 500 },
  );
});
