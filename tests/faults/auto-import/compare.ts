import { initialPhase } from '#main/core/import/initial-phase.ts';
import type { Store } from '#main/core/ports/store.ts';
import { parseOrderInfo } from '#main/malls/yahoo/index.ts';
import type { OrderDetail } from '#shared/contract/orders.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { orderInfoXml, type SimulatorControl } from '#simulators/yahoo/index.ts';
import type { SoakShop } from './soak-world.ts';

const page = 500;

/** How one shop's orders here differ from those at the mall; empty when they are the same. */
export function differences(
  store: Store,
  control: SimulatorControl,
  shop: SoakShop,
  changed: ReadonlySet<string>,
): string[] {
  const found: string[] = [];
  const here = new Map<string, OrderDetail>();
  for (const detail of ordersOf(store, shop.id)) {
    if (here.has(detail.mallOrderId)) found.push(`${detail.mallOrderId} is there twice`);
    here.set(detail.mallOrderId, detail);
  }
  for (const order of control.snapshot({ sellerId: shop.account.sellerId })) {
    const there = parseOrderInfo(Buffer.from(orderInfoXml(order)));
    const detail = here.get(there.mallOrderId);
    here.delete(there.mallOrderId);
    if (detail === undefined) found.push(`${there.mallOrderId} is missing`);
    else found.push(...differencesOf(store, shop, detail, there, changed.has(there.mallOrderId)));
  }
  for (const id of here.keys()) found.push(`${id} is unknown to the mall`);
  return found;
}

function differencesOf(
  store: Store,
  { usesStaging }: SoakShop,
  { id, order, importError, phaseId }: OrderDetail,
  there: MallOrder,
  isChanged: boolean,
): string[] {
  const { mallOrderId } = there;
  const found: string[] = [];
  if (importError !== null) found.push(`${mallOrderId} has the error ${importError.code}`);
  for (const [field, value] of Object.entries(there)) {
    // The ten minutes of the buyer's own cancel pass without the mall calling it a change.
    if (field === 'isReadOnly') continue;
    const [ours, theirs] = [order?.[field as keyof MallOrder], value].map((part) => JSON.stringify(part));
    if (ours !== theirs) found.push(`${mallOrderId} ${field}: ${ours} here, ${theirs} at the mall`);
  }
  const imported = store.orderHistory(id).filter(({ action }) => action === 'imported').length;
  if (imported !== 1) found.push(`${mallOrderId} has ${imported} lines 'imported'`);
  // What was another order when it came began where that one belonged; a lifted hold says that it was.
  const wasAnother = isChanged || there.publishedAt !== null;
  const phases = new Set([initialPhase(there), ...(wasAnother ? [phaseIdOf.new] : [])]);
  if (usesStaging && phases.has(phaseIdOf.new)) phases.add(phaseIdOf.staging);
  if (!phases.has(phaseId)) found.push(`${mallOrderId} is in phase ${phaseId}`);
  return found;
}

function* ordersOf(store: Store, shopId: string): Generator<OrderDetail> {
  for (let offset = 0; ; offset += page) {
    const { rows } = store.orderWindow({
      filter: { shopIds: [shopId] },
      search: '',
      sort: { column: 'mallOrderId', direction: 'asc' },
      offset,
      limit: page,
    });
    for (const { id } of rows) {
      const detail = store.order(id);
      if (detail !== null) yield detail;
    }
    if (rows.length < page) return;
  }
}
