import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { Database } from '#main/db/database.ts';
import { openStore } from '#main/db/open-store.ts';
import { sampleOrder, seededRandom } from '#main/db/testing/sample-orders.ts';
import {
  importChange,
  origin,
  shopId,
  shopInput,
  silentLog,
  temporaryFolder,
} from '#main/db/testing/test-store.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';

const kills = Number(process.env.JUCHUBAN_KILLS ?? 10);
/** Enough that the change is not over before the last kill. */
const orders = Math.max(4_000, kills * 400);
const program = fileURLToPath(new URL('./bulk-phase-job.ts', import.meta.url));

/** Starts the job's process and kills it so long after it said that it works; null lets it end. */
async function work(file: string, killAfterMs: number | null): Promise<string> {
  const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let said = 'killed';
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'working' && killAfterMs !== null) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    if (line.startsWith('ended ')) said = line;
  }
  await gone;
  return said;
}

function fill(file: string): void {
  const store = openStore({ file, log: silentLog });
  store.commit([{ kind: 'shop.create', id: shopId(), shop: shopInput() }], origin());
  for (let start = 0; start < orders; start += 500) {
    const changes = Array.from({ length: 500 }, (_, at) =>
      importChange({ ...sampleOrder(1, start + at), fraudHold: at % 100 === 0 ? 'confirmed' : 'none' }),
    );
    store.commit(changes, origin());
  }
  store.close();
}

it(`moves each order exactly once when killed ${kills} times in the middle of a bulk change`, {
  timeout: 300_000,
}, async () => {
  const { file, remove } = temporaryFolder();
  fill(file);
  const random = seededRandom(9);
  let killed = 0;
  let said = '';
  while (said === '' || said === 'killed') {
    said = await work(file, killed < kills ? 5 + random() * 60 : null);
    if (said === 'killed') killed += 1;
  }
  expect(said).toBe('ended completed');
  expect(killed).toBe(kills);

  const database = new Database({ file, log: silentLog, readOnly: true });
  expect(database.pragma('integrity_check')).toBe('ok');
  const moves = database
    .query<{ phase_id: number; moves: number; version: number; orders: number }>(
      `SELECT phase_id, moves, version, count(*) AS orders FROM
         (SELECT phase_id, version, (SELECT count(*) FROM history WHERE order_id = orders.id
            AND action = 'phase_changed_in_bulk') AS moves FROM orders)
       GROUP BY phase_id, moves, version ORDER BY phase_id`,
    )
    .all();
  const rows = database
    .query('SELECT state, count(*) AS rows FROM job_items GROUP BY state ORDER BY state')
    .all();
  database.close();
  const held = orders / 100;
  expect(moves).toEqual([
    { phase_id: phaseIdOf.new, moves: 0, version: 1, orders: held },
    { phase_id: phaseIdOf.shipped, moves: 1, version: 2, orders: orders - held },
  ]);
  expect(rows).toEqual([
    { state: 1, rows: orders - held },
    { state: 3, rows: held },
  ]);
  const store = openStore({ file, log: silentLog });
  expect(store.jobs(5)).toMatchObject([
    { state: 'completed', total: orders, done: orders - held, unchanged: 0, failed: held },
  ]);
  expect(store.orderCounts().phases.find(({ phaseId }) => phaseId === phaseIdOf.shipped)?.count).toBe(
    orders - held,
  );
  store.close();
  remove();
});
