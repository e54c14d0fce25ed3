import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OrderWindow } from '#shared/contract/orders.ts';
import type { ShopInput } from '#shared/contract/shops.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { FraudGuard } from '../../core/fraud/guard.ts';
import type { EditPermit } from '../../core/ports/fraud-permit.ts';
import type { Logger } from '../../core/ports/logger.ts';
import type { Change, ChangeOutcome, CommitOrigin, Store } from '../../core/ports/store.ts';
import { openStore } from '../open-store.ts';

export const silentLog: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export const origin = (at = 1_000): CommitOrigin => ({ actor: '山田', terminal: '受注PC', at });

export const shopId = (number = 1): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const shopInput = (number = 1): ShopInput => ({
  mall: 'yahoo',
  name: `店舗${number}`,
  sellerId: `store${number}`,
  clientId: 'client',
  environment: 'production',
  redirectMethod: 'paste',
  redirectUri: '',
});

export const rawAnswer = (text = '<ResultSet/>'): Uint8Array => new TextEncoder().encode(text);

export const importChange = (order: MallOrder, phaseIfNew = 2, shop = 1): Change => ({
  kind: 'order.import',
  runId: null,
  shopId: shopId(shop),
  order,
  raw: rawAnswer(`<Order>${order.mallOrderId}</Order>`),
  phaseIfNew,
});

/** Leave to edit an order that is not in staging, for a commit right away. */
export function editPermit(store: Store, orderId: number): EditPermit {
  const verdict = new FraudGuard(store).permitEdit({ orderId, phaseId: phaseIdOf.new });
  if (verdict.kind === 'refused') throw verdict.error;
  return verdict.permit;
}

/** The outcome of an order change. Throws when it is another kind's. */
export function orderOutcome(outcome: ChangeOutcome | undefined): Extract<ChangeOutcome, { kind: 'order' }> {
  if (outcome?.kind !== 'order') throw new Error(`Not an order outcome: ${JSON.stringify(outcome)}`);
  return outcome;
}

/** A folder of its own for a database file; `remove` deletes it with everything in it. */
export function temporaryFolder(): { folder: string; file: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'juchuban-db-'));
  return {
    folder,
    file: join(folder, 'orders.db'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A new store with shops 1 to `shops` in a folder of its own; `now` is its present moment. */
export function createTestStore(
  shops = 1,
  now: () => number = Date.now,
): { store: Store; file: string; close: () => void } {
  const { file, remove } = temporaryFolder();
  const store = openStore({ file, log: silentLog, now });
  for (let number = 1; number <= shops; number++) {
    store.commit([{ kind: 'shop.create', id: shopId(number), shop: shopInput(number) }], origin(1));
  }
  return {
    store,
    file,
    close: () => {
      store.close();
      remove();
    },
  };
}

/** A window asked for until all of it is known, however little time a busy machine lets each question have. */
export function wholeWindow(store: Store, query: Parameters<Store['orderWindow']>[0]): OrderWindow {
  for (let time = 0; time < 1_000; time++) {
    const window = store.orderWindow(query);
    if (window.totalIsExact) return window;
  }
  throw new Error('The window never became exact');
}

/** The counts, asked for until all are exact. */
export async function wholeCounts(
  store: Store,
  shopIds?: readonly string[],
): Promise<ReturnType<Store['orderCounts']>> {
  for (let time = 0; time < 10_000; time++) {
    const counts = store.orderCounts(shopIds);
    if (counts.views.every(({ exact }) => exact)) return counts;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('The counts never became exact');
}
