import { AppError } from '#shared/domain/errors.ts';
import { agreeToConsent, startYahooSimulator } from '#simulators/yahoo/index.ts';
import type { RunningDemoMall } from '../core/ports/demo-mall.ts';
import type { Endpoints } from '../malls/endpoints.ts';

const day = 86_400_000;
/** The demo shop opened on this day and sells at a steady pace; later orders appear as time goes by. */
const openedOn = Date.UTC(2026, 0, 1);
const ordersPerDay = 12;
const daysOpen = 3_650;
/** The demo answers at once instead of at the real mall's one request per second. */
const requestsPerSecond = 400;

export interface StartedDemoMall extends RunningDemoMall {
  /** Replace the table's entries for shops of environment `demo` only. */
  readonly endpoints: Partial<Endpoints>;
  close(): Promise<void>;
}

/**
 * Starts the simulated mall of the demo on a loopback port. Its orders depend on nothing but the date, so that
 * a demo opened again finds the orders it knows. Its control endpoint is off: any local page could use it.
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
