import type { OrderDetail } from '#shared/contract/orders.ts';
import type { ReimportedOrder } from '#shared/contract/reimport.ts';
import { blankOrder } from '#shared/domain/blank-order.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { diffOrders } from '#shared/domain/order-diff.ts';

type Difference = ReimportedOrder['differences'][number];

/** What a fetched answer says otherwise than the order as it stands, local edits included. */
export function differencesOf(
  detail: Pick<OrderDetail, 'order' | 'localEdits' | 'importError'>,
  fetched: MallOrder,
): Difference[] {
  const current = detail.order ?? blankOrder(fetched.mallOrderId, fetched.orderedAt);
  const edited = new Set(detail.localEdits.map(({ field }) => field));
  const differences = diffOrders(current, fetched).map(
    ({ field, before, after }): Difference => ({
      field,
      current: before,
      mall: after,
      isLocalEdit: edited.has(field),
    }),
  );
  // A good answer also clears the error of an earlier bad one.
  if (detail.importError !== null) {
    const { code } = detail.importError;
    differences.push({ field: 'importError', current: code, mall: '', isLocalEdit: false });
  }
  return differences;
}
