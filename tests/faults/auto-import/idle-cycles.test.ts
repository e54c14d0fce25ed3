import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { OneShop } from './one-shop.ts';

const hour = 3_600_000;

let shop: OneShop;
beforeEach(async () => {
  shop = await OneShop.start(10, 5);
});
afterEach(() => shop.close());

it('asks the order API once in a cycle that finds nothing new', { timeout: 120_000 }, async () => {
  await shop.runFor(hour);
  const after = shop.asked('').at(-1)?.sequence ?? 0;
  const before = counts();
  await shop.runFor(6 * hour);
  const now = counts();
  const cycles = now.cycles - before.cycles;
  const comparisons = now.comparisons - before.comparisons;
  expect(cycles).toBeGreaterThan(50);
  expect(comparisons).toBeGreaterThanOrEqual(5);
  // A comparison lists by order time and by publication time.
  expect(shop.asked('ShoppingWebService', after)).toHaveLength(cycles + 2 * comparisons);
  expect(shop.asked('orderInfo', after)).toHaveLength(0);
});

function counts(): { cycles: number; comparisons: number } {
  const database = new BetterSqlite3(shop.databaseFile, { readonly: true });
  const count = (sql: string): number => database.prepare<[], { n: number }>(sql).get()?.n ?? 0;
  const found = {
    cycles: count("SELECT COUNT(*) AS n FROM import_runs WHERE run_trigger = 'auto'"),
    comparisons: count('SELECT COUNT(*) AS n FROM reconciliations'),
  };
  database.close();
  return found;
}
