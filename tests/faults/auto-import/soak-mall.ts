import { startYahooSimulator, type YahooSimulator } from '#simulators/yahoo/index.ts';
import { day, type ScenarioSize } from './scenario.ts';
import type { WorldTime } from './world-time.ts';

export interface SoakSize extends ScenarioSize {
  readonly ordersPerDay: number;
}

/** Orders older than the beginning, that the first import finds: further back than a comparison usually looks. */
const older = { days: 27, orders: 50 };

/** The mall of all shops, in simulated time: orders keep coming up to the last day. */
export async function startSoakMall(size: SoakSize, time: WorldTime): Promise<YahooSimulator> {
  const { seed, start, days } = size;
  const simulator = await startYahooSimulator({
    seed,
    now: () => time.now(),
    shops: Array.from({ length: size.shops }, (_, at) => ({
      sellerId: `soak-${at + 1}`,
      orders: {
        count: Math.round(size.ordersPerDay * days),
        from: start,
        to: start + days * day,
        seed: seed + at,
      },
    })),
  });
  for (const { sellerId } of simulator.accounts)
    simulator.control.generateOrders({
      sellerId,
      count: older.orders,
      seed,
      from: start - older.days * day,
      to: start,
    });
  return simulator;
}
