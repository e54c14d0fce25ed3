import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { Database } from '#main/db/database.ts';
import { facetColumns } from '#main/db/facets.ts';
import { openStore } from '#main/db/open-store.ts';
import { sampleOrder, seededRandom } from '#main/db/testing/sample-orders.ts';
import { silentLog, temporaryFolder } from '#main/db/testing/test-store.ts';

const kills = Number(process.env.DB_KILLS ?? 30);
const loop = fileURLToPath(new URL('./db-import-loop.ts', import.meta.url));

/**
 * Starts the import loop, kills it a random moment after it said that it works, and gives the number up to which
 * it had reported orders as committed.
 */
async function importUntilKilled(file: string, first: number, afterMs: number): Promise<number> {
  const child: ChildProcess = spawn(process.execPath, [loop, file, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let committed = first;
  if (child.stdout === null) throw new Error('The import loop has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'ready') setTimeout(() => child.kill('SIGKILL'), afterMs);
    else committed = Number(line);
  }
  await gone;
  expect(child.signalCode).toBe('SIGKILL');
  return committed;
}

function checkWhole(file: string, committed: number): number {
  const database = new Database({ file, log: silentLog, readOnly: true });
  expect(database.pragma('integrity_check')).toBe('ok');
  expect(database.query('PRAGMA foreign_key_check').all()).toEqual([]);
  const columns = facetColumns.join(', ');
  expect(
    database.query(`SELECT ${columns}, count FROM facet_counts WHERE count <> 0 ORDER BY ${columns}`).all(),
  ).toEqual(
    database
      .query(`SELECT ${columns}, count(*) AS count FROM orders GROUP BY ${columns} ORDER BY ${columns}`)
      .all(),
  );
  const orders = database.query<{ mall_order_id: string }>('SELECT mall_order_id FROM orders').all();
  database.close();
  const found = new Set(orders.map((order) => order.mall_order_id));
  expect(found.size).toBe(orders.length);
  for (let number = 0; number < committed; number++) {
    expect(found.has(sampleOrder(1, number).mallOrderId)).toBe(true);
  }
  return orders.length;
}

it(`loses and doubles nothing when killed ${kills} times in the middle of imports`, {
  timeout: 600_000,
}, async () => {
  const { file, remove } = temporaryFolder();
  const random = seededRandom(7);
  let committed = 0;
  for (let kill = 0; kill < kills; kill++) {
    committed = await importUntilKilled(file, committed, random() * 150);
    const orders = checkWhole(file, committed);
    // At most the one commit in the air stands unreported.
    expect(orders - committed).toBeLessThanOrEqual(10);
    // A killed process leaves no lock behind, and the search index answers.
    const store = openStore({ file, log: silentLog });
    const search = sampleOrder(1, 0).mallOrderId;
    const query = { filter: {}, search, sort: { column: 'orderedAt', direction: 'desc' } } as const;
    expect(store.orderWindow({ ...query, offset: 0, limit: 10 }).total).toBe(
      committed > 0 ? 1 : orders > 0 ? 1 : 0,
    );
    store.close();
    committed = orders;
  }
  expect(committed).toBeGreaterThan(0);
  remove();
});
