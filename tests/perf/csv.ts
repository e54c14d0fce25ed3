import { constants, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Core } from '#main/core/create-core.ts';
import { createCore } from '#main/core/create-core.ts';
import { openStore } from '#main/db/open-store.ts';
import { shopId, silentLog } from '#main/db/testing/test-store.ts';
import { folderFiles } from '#main/files/folder-files.ts';
import { systemClock } from '#main/host/system-clock.ts';
import { systemMono } from '#main/host/system-mono.ts';
import { type CsvMapping, csvChunkBytes } from '#shared/contract/csv.ts';
import type { ExportFormat, Job } from '#shared/contract/jobs.ts';
import type { OrderFilter } from '#shared/domain/order-query.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { jstDateOf } from '#shared/domain/time.ts';
import { memorySecrets } from '../support/memory-secrets.ts';
import { memoryVault } from '../support/memory-vault.ts';
import { operator } from '../support/order-desk.ts';
import { noDemoMall, noLoopback, noMail } from '../support/unused-ports.ts';
import { largeDatabase } from './large-list.ts';
import { percentile, printVerdicts, stopwatch, type Verdict } from './measure.ts';

/**
 * The budgets of CSV files: node tests/perf/csv.ts [orders] – export and import of 100,000 orders (half of fewer)
 * out of a million, with the list asked for all the while. Times are this process's CPU time with --cpu. Exits 1 when
 * a budget is missed.
 */
const count = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 1_000_000);
const share = Math.min(100_000, count / 2);
const ctx = operator();
/** Of 100,000 orders; fewer may take as much less. */
const budgetMs = (10_000 * share) / 100_000;

interface Measured {
  readonly ms: number;
  readonly grownMb: number;
  readonly longestBlockMs: number;
  readonly windowMs: readonly number[];
}

/** Runs work while a window asks for the list every 100 ms, as an operator who scrolls does. */
async function watched(core: Core, work: () => Promise<unknown>): Promise<Measured> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const windowMs: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let isOver = false;
  const asking = (async () => {
    for (let offset = 0; !isOver; offset = (offset + 5_000) % (count - 100)) {
      const asked = performance.now();
      await new Promise((resolve) => setImmediate(resolve));
      await core.operations.orders.window(
        { filter: {}, search: '', sort: { column: 'orderedAt', direction: 'desc' }, offset, limit: 100 },
        ctx,
      );
      windowMs.push(performance.now() - asked);
      peak = Math.max(peak, process.memoryUsage().rss);
      await systemClock.sleep(100);
    }
  })();
  const elapsed = stopwatch();
  await work();
  const ms = elapsed();
  isOver = true;
  await asking;
  delay.disable();
  return { ms, grownMb: (peak - before) / 1e6, longestBlockMs: delay.max / 1e6, windowMs };
}

function verdictsOf(what: string, { ms, grownMb, longestBlockMs, windowMs }: Measured): Verdict[] {
  const p95 = percentile(windowMs, 0.95);
  return [
    {
      what,
      target: `≤ ${(budgetMs / 1_000).toFixed(1)} s`,
      value: `${(ms / 1_000).toFixed(2)} s`,
      isMet: ms <= budgetMs,
    },
    { what: `${what}: memory`, target: '≤ 150 MB', value: `${grownMb.toFixed(0)} MB`, isMet: grownMb <= 150 },
    {
      what: `${what}: list meanwhile`,
      target: 'p95 ≤ 150 ms',
      value: `p95 ${p95.toFixed(0)} ms, longest block ${longestBlockMs.toFixed(0)} ms`,
      isMet: p95 <= 150,
    },
  ];
}

async function ended(core: Core, job: Job): Promise<Job> {
  for (;;) {
    const now = await core.operations.jobs.get({ jobId: job.id }, ctx);
    if (now.state !== 'running') return now;
    await systemClock.sleep(20);
  }
}

async function exported(core: Core, filter: OrderFilter, total: number, format: ExportFormat): Promise<Job> {
  const job = await core.operations.jobs.start(
    {
      target: {
        kind: 'query',
        query: { filter, search: '', sort: { column: 'orderedAt', direction: 'desc' } },
        except: [],
        total,
      },
      action: { kind: 'export', format },
    },
    ctx,
  );
  const end = await ended(core, job);
  if (end.state !== 'completed') throw new Error(JSON.stringify(end));
  return end;
}

async function stagedFile(core: Core, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const { fileId } = await core.operations.csv.open({ name: 'perf.csv', sizeBytes: bytes.length }, ctx);
  for (let offset = 0; offset < bytes.length; offset += csvChunkBytes) {
    const piece = Buffer.from(bytes.subarray(offset, offset + csvChunkBytes)).toString('base64');
    await core.operations.csv.append({ fileId, offset, bytes: piece }, ctx);
  }
  return fileId;
}

const columns =
  `mallOrderId phase shop orderedAt buyer.lastName buyer.firstName buyer.phone buyer.mail recipient.lastName
  recipient.firstName recipient.zipCode recipient.prefecture recipient.city recipient.address1 recipient.address2
  recipient.phone lines.itemId lines.subCode lines.title lines.quantity lines.unitPriceYen payment.payMethodName
  payment.payStatus shipping.shipMethodName shipping.shipStatus shipping.slipNumber1 money.totalYen notes`
    .split(/\s+/)
    .filter((id) => id !== '');

const folder = mkdtempSync(join(tmpdir(), 'juchuban-csv-'));
const file = join(folder, 'juchuban.db');
copyFileSync(largeDatabase(count), file, constants.COPYFILE_FICLONE);
const store = openStore({ file, log: silentLog });
const core = createCore({
  files: folderFiles(folder),
  store,
  clock: systemClock,
  mono: systemMono,
  timeSources: [],
  log: silentLog,
  malls: {},
  terminalName: () => '受注PC',
  appVersion: '1',
  hostKind: 'in-process',
  secrets: memorySecrets(),
  vault: memoryVault(),
  mailSender: noMail,
  loopback: noLoopback,
  demoMall: noDemoMall,
});
core.start();
console.log(`Node ${process.version}, load average ${loadavg()[0]?.toFixed(1)}`);
const verdicts: Verdict[] = [];
try {
  // The orders of the last tenth of the time: what a shop exports of its recent ones.
  const sort = { column: 'orderedAt', direction: 'desc' } as const;
  const last = store.orderWindow({ filter: {}, search: '', sort, offset: share - 1, limit: 1 }).rows[0];
  const filter: OrderFilter = { orderedFrom: last?.orderedAt ?? 0 };
  for (const [encoding, rowsPer] of [
    ['utf-8-bom', 'order'],
    ['shift_jis', 'line'],
  ] as const) {
    const format = { encoding, rowsPer, columns, formulaGuard: true };
    const measured = await watched(core, () => exported(core, filter, share, format));
    verdicts.push(...verdictsOf(`export ${share} orders, ${encoding}, per ${rowsPer}`, measured));
  }

  const known: string[] = [];
  for (let offset = 0; known.length < share; ) {
    const { rows } = store.orderWindow({ filter: {}, search: '', sort, offset, limit: 500 });
    offset += rows.length;
    // What is in staging may not be edited.
    for (const { mallOrderId, phaseId } of rows) if (phaseId !== phaseIdOf.staging) known.push(mallOrderId);
  }
  known.length = share;
  const mapping: CsvMapping = {
    encoding: 'utf-8',
    separator: ',',
    hasHeader: true,
    shopId: shopId(1),
    unknownOrders: 'create',
    blankCells: 'keep',
    columns: ['mallOrderId', 'shipping.shipDate', 'shipping.carrierCode', 'shipping.slipNumber1'].map(
      (field, column) => ({ column, field }),
    ),
  };
  // Not before the newest order.
  const shipDate = jstDateOf(systemClock.now()).replaceAll('-', '/');
  const slips = `注文番号,発送日,配送会社コード,伝票番号\r\n${known.map((id, at) => `${id},${shipDate},1001,${400_000_000_000 + at}\r\n`).join('')}`;
  const fileId = await stagedFile(core, slips);
  const checked = await watched(
    core,
    () => core.operations.csv.check({ fileId, mapping }, ctx) as Promise<unknown>,
  );
  verdicts.push(...verdictsOf(`check ${known.length} rows`, checked));
  const imported = await watched(core, async () => {
    const end = await ended(core, await core.operations.csv.import({ fileId, mapping }, ctx));
    if (end.progress.done !== known.length) throw new Error(JSON.stringify(end));
  });
  console.log(
    `import ${known.length} changed orders: ${(imported.ms / 1_000).toFixed(1)} s, memory ${imported.grownMb.toFixed(0)} MB, longest block ${imported.longestBlockMs.toFixed(0)} ms`,
  );
} finally {
  await core.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
}
printVerdicts(verdicts);
console.log(`Load average afterwards ${loadavg()[0]?.toFixed(1)}`);
process.exitCode = verdicts.every(({ isMet }) => isMet) ? 0 : 1;
