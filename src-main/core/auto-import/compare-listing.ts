import type { FindOrders, OrderRef } from '#main/malls/port.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { isHeld } from '#shared/domain/order-status.ts';
import type { StoreReader } from '../ports/store.ts';

/** What the mall's list says beside ours. */
export type Difference = 'missing' | 'changed' | 'broken' | 'same';

/**
 * Compares orders that the mall lists with those known here. `missing`: unknown. `changed`: another version or time of
 * update than at the last good answer. `broken`: the last answer could not be used, it stands in 失敗 or shows the error.
 * Found by its publication time, an order that is held here has been released, which no version need tell
 * (docs/decisions/0005).
 */
export function compareListing(
  store: Pick<StoreReader, 'orderStates' | 'orderStandings'>,
  shopId: ShopId,
  by: FindOrders['by'],
  refs: readonly OrderRef[],
): Map<string, Difference> {
  const states = store.orderStates(
    shopId,
    refs.map(({ mallOrderId }) => mallOrderId),
  );
  const standings =
    by === 'published' ? store.orderStandings([...states.values()].map(({ orderId }) => orderId)) : null;
  return new Map(
    refs.map((ref) => {
      const known = states.get(ref.mallOrderId);
      if (known === undefined) return [ref.mallOrderId, 'missing'];
      if (known.hasImportError) return [ref.mallOrderId, 'broken'];
      const isSame =
        ref.mallVersion !== '' &&
        ref.mallVersion === known.mallVersion &&
        ref.mallUpdatedAt === known.mallUpdatedAt;
      const isReleased = isHeld(standings?.get(known.orderId)?.fraudHold ?? 'none');
      return [ref.mallOrderId, isSame && !isReleased ? 'same' : 'changed'];
    }),
  );
}
