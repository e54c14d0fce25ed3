import { parseArgs } from 'node:util';
import { startYahooSimulator } from './simulator.ts';

/** `node cli.ts --port 0 --seed 1 --orders 300`: starts the simulator and prints one JSON line with its address. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    orders: { type: 'string', default: '300' },
    seller: { type: 'string', default: 'demo-store' },
    /** Requests per second and URL; 0 switches the limit off. */
    rate: { type: 'string', default: '1' },
  },
});

const simulator = await startYahooSimulator({
  port: Number(values.port),
  seed: Number(values.seed),
  requestsPerSecond: Number(values.rate) === 0 ? null : Number(values.rate),
  shops: [{ sellerId: values.seller, orders: { count: Number(values.orders) } }],
});
process.stdout.write(
  `${JSON.stringify({ url: simulator.url, endpoints: simulator.endpoints, shop: simulator.accounts[0] })}\n`,
);

const stop = (): void => {
  void simulator.close().then(() => process.exit(0));
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
