import { AppError } from '#shared/domain/errors.ts';
import { startYahooSimulator } from '#simulators/yahoo/index.ts';
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
    agree: (authorizationUrl) => agree(simulator.url, authorizationUrl, account.userId),
    close: () => simulator.close(),
  };
}

/** Does what a person does on the consent page: presses 同意する and is redirected. */
async function agree(mallUrl: string, authorizationUrl: string, userId: string): Promise<string> {
  const page = new URL(authorizationUrl);
  if (page.origin !== new URL(mallUrl).origin) {
    throw new AppError('demo_unavailable', 'The consent page is not one of the demo mall');
  }
  const form = new URLSearchParams([...page.searchParams, ['user', userId], ['decision', 'agree']]);
  const answer = await fetch(new URL(page.pathname, mallUrl), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const redirected = answer.headers.get('location');
  if (redirected === null)
    throw new AppError('demo_unavailable', `The demo mall did not agree (HTTP ${answer.status})`);
  return redirected;
}
