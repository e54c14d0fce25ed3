import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '#main/db/open-store.ts';
import { silentLog } from '#main/db/testing/test-store.ts';
import { differences } from './compare.ts';
import { figuresOf } from './figures.ts';
import { SoakWorld } from './soak-world.ts';

/** `npm run test:faults` asks for 30 days with 500 kills and 50 stops. */
const days = Number(process.env.SOAK_DAYS ?? 3);
const kills = Number(process.env.SOAK_KILLS ?? 15);
const stops = Number(process.env.SOAK_STOPS ?? 4);
const seed = Number(process.env.SOAK_SEED ?? 20_261_128);
const start = Date.UTC(2026, 5, 1);

let world: SoakWorld;
beforeAll(async () => {
  world = await SoakWorld.start({ seed, start, days, shops: 5, kills, stops, ordersPerDay: 25 });
});
afterAll(() => world.close());

it(`has exactly the mall's orders after ${days} days with ${kills} kills, ${stops} emergency stops and every trouble of mall, network and clock`, {
  timeout: 3_600_000,
}, async () => {
  const startedAt = performance.now();
  await world.live();
  await world.comeToRest();
  const wallSeconds = Math.round((performance.now() - startedAt) / 1_000);

  const database = new BetterSqlite3(world.databaseFile, { readonly: true });
  const integrity = database.pragma('integrity_check', { simple: true });
  const figures = figuresOf(database);
  database.close();
  const { done, traffic } = world;
  console.log(
    JSON.stringify({ seed, days, wallSeconds, requests: traffic.requests, ...done, ...figures }, null, 1),
  );

  expect.soft(integrity).toBe('ok');
  expect.soft(traffic.violations).toEqual([]);
  const store = openStore({ file: world.databaseFile, log: silentLog });
  try {
    for (const shop of world.shops)
      expect.soft(differences(store, world.simulator.control, shop, world.mallLife.changed)).toEqual([]);
  } finally {
    store.close();
  }
});
