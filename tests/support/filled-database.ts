import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { initialPhase } from '#main/core/import/initial-phase.ts';
import type { Change } from '#main/core/ports/store.ts';
import { openStore } from '#main/db/open-store.ts';
import { silentLog } from '#main/db/testing/test-store.ts';
import { databaseFile } from '#main/host/running-host.ts';
import { parseOrderInfo } from '#main/malls/yahoo/index.ts';
import type { PhaseId } from '#shared/domain/ids.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { generateOrder, orderInfoXml, type ShopAccount } from '#simulators/yahoo/index.ts';

const perCommit = 500;
const origin = { actor: '受注PC-1', terminal: '受注PC-1' };

/** Orders to put into a shop's database without asking its mall for them. */
export interface FilledOrders {
  readonly count: number;
  readonly seed: number;
  /** Number of the first order; far from those of the simulated mall, so that none is the same. */
  readonly firstNumber: number;
  /** Order times, epoch ms. */
  readonly from: number;
  readonly to: number;
  /** So many of those that would begin in 新規受付 lie in staging instead, as auto import leaves them. */
  readonly staged?: number;
}

/**
 * Creates the database of a data folder with one shop and its orders, as an import of the same answers would
 * leave it, but without HTTP between: 100,000 orders take minutes instead of a day at the mall's pace.
 */
export function fillDatabase(
  dataDir: string,
  shop: { readonly id: string; readonly name: string; readonly account: ShopAccount },
  orders: FilledOrders,
): void {
  mkdirSync(dataDir, { recursive: true });
  const store = openStore({ file: join(dataDir, databaseFile), log: silentLog });
  try {
    const { sellerId, clientId, redirectUri } = shop.account;
    store.commit(
      [
        {
          kind: 'shop.create',
          id: shop.id,
          shop: {
            mall: 'yahoo',
            name: shop.name,
            sellerId,
            clientId,
            redirectUri,
            environment: 'production',
            redirectMethod: 'paste',
          },
        },
      ],
      { ...origin, at: orders.from },
    );
    let staged = orders.staged ?? 0;
    const firstPhase = (order: MallOrder): PhaseId => {
      const phase = initialPhase(order);
      if (phase !== phaseIdOf.new || staged === 0) return phase;
      staged -= 1;
      return phaseIdOf.staging;
    };
    for (let start = 0; start < orders.count; start += perCommit) {
      const length = Math.min(perCommit, orders.count - start);
      const changes = Array.from({ length }, (_, at) =>
        importChange(shop.id, answerOf(sellerId, orders, start + at), firstPhase),
      );
      store.commit(changes, { ...origin, at: orders.to });
    }
  } finally {
    store.close();
  }
}

function answerOf(sellerId: string, orders: FilledOrders, index: number): Uint8Array {
  const { seed, ...batch } = orders;
  return new TextEncoder().encode(orderInfoXml(generateOrder(seed, index, { ...batch, sellerId })));
}

function importChange(shopId: string, raw: Uint8Array, firstPhase: (order: MallOrder) => PhaseId): Change {
  const order = parseOrderInfo(raw);
  return { kind: 'order.import', runId: null, shopId, order, raw, phaseIfNew: firstPhase(order) };
}
