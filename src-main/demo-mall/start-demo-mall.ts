import { AppError } from '#shared/domain/errors.ts';
import { agreeToConsent, startYahooSimulator, type YahooSimulator } from '#simulators/yahoo/index.ts';
import type { RunningDemoMall } from '../core/ports/demo-mall.ts';
import type { Endpoints } from '../malls/endpoints.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** The demo shop opened on this day and sells at a steady pace; later orders appear as time goes by. */
const openedOn = Date.UTC(2026, 0, 1);
const ordersPerDay = 12;
const daysOpen = 3_650;
/**
 * While the demo runs, its shop sells briskly, so that auto import has something to show: an order every two minutes,
 * about one in thirty under fraud review.
 */
const liveOrdersPerHour = 30;
const liveDays = 60;
/** Far above the numbers of the steady orders; each hour has a hundred of its own. */
const firstLiveNumber = 20_000_001;
const numbersPerHour = 100;

/** The demo answers at once instead of at the real mall's one request per second. */
const requestsPerSecond = 400;

export interface StartedDemoMall extends RunningDemoMall {
  /** Replace the table's entries for shops of environment `demo` only. */
  readonly endpoints: Partial<Endpoints>;
  close(): Promise<void>;
}

/**
 * Brisk sales from the present hour on. Each hour is a batch of its own, numbered by the hour, so that the same number
 * is the same order whenever the demo was started.
 */
function sellBriskly(simulator: YahooSimulator, sellerId: string): void {
  const first = Math.floor((Date.now() - openedOn) / hour);
  for (let index = first; index < first + liveDays * 24; index += 1) {
    const from = openedOn + index * hour;
    simulator.control.generateOrders({
      sellerId,
      count: liveOrdersPerHour,
      seed: index,
      from,
      to: from + hour,
      firstNumber: firstLiveNumber + index * numbersPerHour,
    });
  }
}

/**
 * Starts the simulated mall of the demo on a loopback port. Its orders depend on nothing but the date, so that
 * a demo opened again finds the orders it knows (of the brisk hours, those of the present one). Its control endpoint is off: any local page could use it.
 */
export async function startDemoMall(): Promise<StartedDemoMall> {
  const simulator = await startYahooSimulator({
    requestsPerSecond: null,
    httpControl: false,
    shops: [
      {
        sellerId: 'demo-store',
        orders: {
          count: ordersPerDay * daysOpen,
          seed: 20_260_101,
          from: openedOn,
          to: openedOn + daysOpen * day,
        },
      },
    ],
  });
  const [account] = simulator.accounts;
  if (account === undefined) throw new AppError('demo_unavailable', 'The simulated mall has no shop');
  sellBriskly(simulator, account.sellerId);
  return {
    endpoints: { ...simulator.endpoints, 'yahoo.requestsPerSecond': requestsPerSecond },
    sellerId: account.sellerId,
    clientId: account.clientId,
    clientSecret: account.clientSecret ?? '',
    redirectUri: account.redirectUri,
    publicKey: account.publicKeyPem,
    publicKeyVersion: account.publicKeyVersion,
    agree: (authorizationUrl) => agreeToConsent(authorizationUrl),
    close: () => simulator.close(),
  };
}
