import { setTimeout as wait } from 'node:timers/promises';
import { percentile, type Verdict } from '../measure.ts';
import { WatchedHost } from './watched-host.ts';

const leastShare = 0.95;
const dayMs = 86_400_000;

/** How fast one shop's backlog is fetched where the mall allows `perSecond` requests to one URL, for about `seconds`. */
export async function measurePace(perSecond: number, seconds: number): Promise<Verdict[]> {
  const orders = perSecond * seconds;
  const host = await WatchedHost.start({ shops: 1, ordersPerShop: orders, requestsPerSecond: perSecond });
  try {
    const { control } = host.simulator;
    const [shopId] = host.shopIds;
    if (shopId === undefined) throw new Error('There is one shop');
    control.resetCounters();
    await host.switchOn(shopId);
    await host.untilOrders(orders);
    const fetched = control.journal({ path: 'orderInfo' });
    const [first, last] = [fetched[0], fetched.at(-1)];
    if (first === undefined || last === undefined) throw new Error('Nothing was fetched');
    const gaps = fetched.slice(1).map(({ at }, index) => at - (fetched[index]?.at ?? at));
    const share = (fetched.length - 1) / (((last.at - first.at) / 1_000) * perSecond);
    const ceiling = await bareShare(host.simulator.url, perSecond);
    const refused = control
      .journal()
      .filter(({ status, faults }) => status === 503 && faults.length === 0).length;
    return [
      {
        what: `share of the limit used, ${perSecond}/s per URL`,
        target: `≥ ${leastShare * 100} %`,
        value:
          `${(share * 100).toFixed(1)} %  (${fetched.length} orders in ${((last.at - first.at) / 1_000).toFixed(0)} s; ` +
          `gaps p50 ${percentile(gaps, 0.5)}  p99 ${percentile(gaps, 0.99)}  longest ${Math.max(...gaps)} ms)`,
        isMet: share >= leastShare,
      },
      {
        what: `the same of a bare loop that waits after each answer, ${perSecond}/s`,
        target: 'ceiling',
        value: `${(ceiling * 100).toFixed(1)} %`,
        isMet: true,
      },
      {
        what: `requests the mall refused as too fast, ${perSecond}/s per URL`,
        target: '0',
        value: `${refused} of ${control.journal().length}`,
        isMet: refused === 0,
      },
    ];
  } finally {
    await host.close();
  }
}

/** What a loop that does nothing but ask and wait makes of the limit on this machine at this moment. */
async function bareShare(url: string, perSecond: number): Promise<number> {
  const startedAt = performance.now();
  const calls = 10 * Math.max(1, perSecond / 2);
  for (let call = 0; call < calls; call += 1) {
    await (await fetch(url)).arrayBuffer();
    await wait(1_000 / perSecond);
  }
  return calls / (((performance.now() - startedAt) / 1_000) * perSecond);
}

/** What a cycle costs that finds nothing new, in requests to the order APIs per shop. */
export async function measureIdleCycle(shops: number): Promise<Verdict[]> {
  const host = await WatchedHost.start({ shops, ordersPerShop: 5, requestsPerSecond: 10 });
  try {
    const { control } = host.simulator;
    for (const shopId of host.shopIds) await host.switchOn(shopId);
    await host.untilOrders(shops * 5);
    await untilWaiting(host);
    const runsBefore = await runs(host);
    control.resetCounters();
    await host.client.autoImport.runNow({ shopIds: [...host.shopIds] });
    while ((await runs(host)) < runsBefore + shops) await wait(100);
    await untilWaiting(host);
    const paths = control
      .journal({ path: 'ShoppingWebService' })
      .map(({ path }) => path.replace(/^.*\//, ''));
    return [
      {
        what: `requests to the order APIs by ${shops} idle cycles`,
        target: `${shops}`,
        value: `${paths.length}  (${[...new Set(paths)].join(', ')})`,
        isMet: paths.length === shops,
      },
    ];
  } finally {
    await host.close();
  }
}

async function runs(host: WatchedHost): Promise<number> {
  const now = Date.now();
  let count = 0;
  for (const shopId of host.shopIds) {
    const strip = await host.client.autoImport.strip({ shopId, from: now - dayMs, to: now + dayMs });
    count += strip.runs.filter(({ trigger, state }) => trigger === 'auto' && state !== 'running').length;
  }
  return count;
}

async function untilWaiting(host: WatchedHost): Promise<void> {
  for (;;) {
    const { shops } = await host.client.autoImport.monitor({});
    if (shops.every(({ state }) => state.kind === 'waiting')) return;
    await wait(200);
  }
}
