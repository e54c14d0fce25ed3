import { startYahooSimulator } from '#simulators/yahoo/index.ts';
import type { DemoMall } from '../control-protocol.ts';

export interface SimulatedMall {
  readonly mall: DemoMall;
  close(): Promise<void>;
}

const demoSeller = 'demo-store';
const demoOrders = 300;
/** Generated orders are spread over the 30 days before the start; a day more catches every one. */
const ordersReachBackMs = 31 * 24 * 60 * 60 * 1000;

/**
 * Starts the simulated Yahoo!ショッピング of demo mode on a free loopback port, with one shop and its orders.
 * Its control endpoint is off: any page on this computer could use it. `now` in epoch ms.
 */
export async function startSimulatedMall(now: number): Promise<SimulatedMall> {
  const simulator = await startYahooSimulator({
    // The demo is for looking around; the real mall's one request per second would make it a wait.
    requestsPerSecond: null,
    shops: [{ sellerId: demoSeller, orders: { count: demoOrders } }],
    httpControl: false,
  });
  const account = simulator.accounts[0];
  if (account === undefined) throw new Error('The simulator creates the shop it is told to');
  return {
    mall: {
      endpoints: { ...simulator.endpoints, 'yahoo.requestsPerSecond': demoRequestsPerSecond },
      sellerId: account.sellerId,
      clientId: account.clientId,
      clientSecret: account.clientSecret ?? '',
      redirectUri: account.redirectUri,
      userId: account.userId,
      publicKey: account.publicKeyPem,
      publicKeyVersion: account.publicKeyVersion,
      ordersFrom: now - ordersReachBackMs,
    },
    close: () => simulator.close(),
  };
}

const demoRequestsPerSecond = 200;
