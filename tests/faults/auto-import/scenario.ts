import { seededRandom } from '#main/db/testing/sample-orders.ts';
import type { FaultRule } from '#simulators/yahoo/index.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Something that befalls the shop, its mall or its computer. */
export type Happening =
  /** The process is killed: at once, or after some of its next commits and so much later (real ms). */
  | {
      readonly kind: 'kill';
      readonly afterCommits: number | null;
      readonly ms: number;
      readonly downMs: number;
    }
  | { readonly kind: 'stop'; readonly afterCommits: number | null; readonly forMs: number }
  | { readonly kind: 'resume' }
  | { readonly kind: 'unplug'; readonly forMs: number }
  | { readonly kind: 'plugIn' }
  | { readonly kind: 'fault'; readonly rule: FaultRule; readonly forMs: number }
  | { readonly kind: 'faultEnds'; readonly id: number }
  | { readonly kind: 'clockWrong'; readonly aheadMs: number; readonly forMs: number }
  | { readonly kind: 'clockRight' }
  | { readonly kind: 'sleep'; readonly ms: number; readonly isMonoRunning: boolean }
  | { readonly kind: 'order'; readonly shop: number; readonly change: OrderChange; readonly pick: number }
  | { readonly kind: 'consent'; readonly shop: number }
  /** The operators take over what waits in 「自動受注取込」. */
  | { readonly kind: 'accept' };

/** What happens to an order at the mall. */
export type OrderChange = 'cancel' | 'pay' | 'address' | 'hold' | 'release' | 'confirmAbuse';

export interface TimedHappening {
  readonly at: number;
  readonly happening: Happening;
}

export interface ScenarioSize {
  readonly seed: number;
  readonly start: number;
  readonly days: number;
  readonly shops: number;
  readonly kills: number;
  readonly stops: number;
}

const api = 'ShoppingWebService';
/** Troubles of the mall and of the way to it, with how long they may last. */
const troubles: readonly { readonly rule: FaultRule; readonly longestMs: number }[] = [
  { rule: { path: api, chance: 0.3, action: { kind: 'reset' } }, longestMs: 2 * hour },
  { rule: { chance: 0.4, action: { kind: 'reset' } }, longestMs: hour },
  { rule: { path: api, action: { kind: 'error', status: 503, code: 'ed-00002' } }, longestMs: 5 * hour },
  {
    rule: { path: api, chance: 0.3, action: { kind: 'error', status: 500, code: 'ed-00001' } },
    longestMs: hour,
  },
  {
    rule: { path: api, chance: 0.3, action: { kind: 'error', status: 400, code: 'ed-00006' } },
    longestMs: hour,
  },
  { rule: { path: api, chance: 0.5, action: { kind: 'html', status: 502 } }, longestMs: hour },
  { rule: { path: 'orderInfo', chance: 0.3, action: { kind: 'cut', bytes: 400 } }, longestMs: hour },
  { rule: { path: 'orderList', chance: 0.5, action: { kind: 'cut', bytes: 200 } }, longestMs: hour },
  {
    rule: { path: 'orderInfo', chance: 0.3, action: { kind: 'remove', element: 'OrderTime' } },
    longestMs: hour,
  },
  { rule: { path: 'orderInfo', chance: 0.3, action: { kind: 'empty' } }, longestMs: hour },
  { rule: { path: 'orderList', chance: 0.3, action: { kind: 'empty' } }, longestMs: hour },
  { rule: { path: '/token', chance: 0.7, action: { kind: 'html', status: 503 } }, longestMs: 3 * hour },
  {
    rule: { path: api, chance: 0.3, delayMs: 900, action: { kind: 'html', status: 504 } },
    longestMs: 10 * minute,
  },
  {
    rule: {
      path: api,
      chance: 0.05,
      action: { kind: 'error', status: 401, code: null, message: 'expired token' },
    },
    longestMs: 3 * hour,
  },
];
const orderChanges: readonly OrderChange[] = [
  'cancel',
  'pay',
  'pay',
  'address',
  'address',
  'hold',
  'release',
  'release',
  'confirmAbuse',
];

/** Everything that happens, by the seed, in the order of time. */
export function scenarioOf({ seed, start, days, shops, kills, stops }: ScenarioSize): TimedHappening[] {
  const random = seededRandom(seed);
  const upTo = (most: number): number => Math.floor(random() * most);
  const all: TimedHappening[] = [];
  /** The first hour is left to connecting the shops, the last to the way back. */
  const at = (): number => start + hour + upTo(days * day - 2 * hour);
  const add = (count: number, make: () => Happening): void => {
    for (let made = 0; made < count; made += 1) all.push({ at: at(), happening: make() });
  };
  const commits = (): number | null => (random() < 0.8 ? upTo(25) : null);

  add(kills, () => ({
    kind: 'kill',
    afterCommits: commits(),
    ms: random() * 8,
    downMs: random() < 0.9 ? 1_000 + upTo(5_000) : upTo(30 * minute),
  }));
  add(stops, () => ({
    kind: 'stop',
    afterCommits: commits(),
    forMs: minute + upTo(random() < 0.8 ? hour : 6 * hour),
  }));
  add(days * 1.5, () => ({ kind: 'unplug', forMs: minute + upTo(random() < 0.8 ? 20 * minute : 6 * hour) }));
  add(days * 4, () => {
    const trouble = troubles[upTo(troubles.length)] ?? troubles[0];
    if (trouble === undefined) throw new Error('There are troubles');
    return {
      kind: 'fault',
      rule: { ...trouble.rule, count: null },
      forMs: 2 * minute + upTo(trouble.longestMs),
    };
  });
  add(days * 0.7, () => ({
    kind: 'clockWrong',
    aheadMs: [upTo(2 * hour), -upTo(8 * minute), -10 * minute - upTo(hour)][upTo(3)] ?? 0,
    forMs: 5 * minute + upTo(4 * hour),
  }));
  add(days, () => ({
    kind: 'sleep',
    ms: 5 * minute + upTo(random() < 0.7 ? hour : 9 * hour),
    isMonoRunning: random() < 0.5,
  }));
  add(days * shops * 5, () => ({
    kind: 'order',
    shop: upTo(shops),
    change: orderChanges[upTo(orderChanges.length)] ?? 'pay',
    pick: random(),
  }));
  add(days * 3, () => ({ kind: 'accept' }));
  // Consents last 28 days: each is given again in time.
  for (let consented = 20 * day; consented < days * day; consented += 20 * day)
    for (let shop = 0; shop < shops; shop += 1)
      all.push({ at: start + consented + upTo(5 * day), happening: { kind: 'consent', shop } });
  return all.toSorted((one, other) => one.at - other.at);
}
