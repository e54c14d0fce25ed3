import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CsvImportRunner } from '#main/core/csv/csv-import-runner.ts';
import { CsvService } from '#main/core/csv/csv-service.ts';
import { stagedName } from '#main/core/csv/staged-files.ts';
import { MemoryFiles } from '#main/core/csv/testing/memory-files.ts';
import { ExportFiles, finishedName, partName } from '#main/core/export/export-files.ts';
import { ExportRunner } from '#main/core/export/export-runner.ts';
import { FraudGuard } from '#main/core/fraud/guard.ts';
import type { JobRunner } from '#main/core/jobs/job-runner.ts';
import { ctx, JobWorld } from '#main/core/jobs/testing/job-world.ts';
import { shopId, silentLog } from '#main/db/testing/test-store.ts';
import type { CsvMapping } from '#shared/contract/csv.ts';
import type { ExportFormat } from '#shared/contract/jobs.ts';
import type { ChangeEvent } from '#shared/contract/system.ts';
import { AppError } from '#shared/domain/errors.ts';
import { dayMs } from '#shared/domain/time.ts';

const format: ExportFormat = {
  encoding: 'utf-8-bom',
  columns: ['mallOrderId', 'buyer.lastName', 'lines.title', 'money.totalYen'],
  rowsPer: 'line',
  formulaGuard: true,
};
const mapping: CsvMapping = {
  encoding: 'utf-8',
  separator: ',',
  hasHeader: true,
  shopId: shopId(1),
  unknownOrders: 'create',
  blankCells: 'keep',
  columns: [
    { column: 0, field: 'mallOrderId' },
    { column: 1, field: 'memo' },
  ],
};

let world: JobWorld;
let incoming: MemoryFiles;
let exports: MemoryFiles;
let runners: { csv: CsvImportRunner; export: ExportRunner };
let csv: CsvService;
let told: ChangeEvent[];

/** What a new process has: runners that remember nothing. */
function startProcess(): void {
  const { store, clock } = world;
  const deps = { store, clock, log: silentLog };
  const csvDeps = { ...deps, guard: new FraudGuard(store), files: incoming };
  runners = { csv: new CsvImportRunner(csvDeps), export: new ExportRunner({ ...deps, files: exports }) };
  world.jobs = world.engine();
  csv = new CsvService({
    ...csvDeps,
    jobs: world.jobs,
    events: { publish: (events) => told.push(...events) },
    runner: runners.csv,
    terminalName: () => '受注PC',
    newId: randomUUID,
  });
}

/** The runner of the process that lives now. */
function living(of: () => JobRunner<never>): JobRunner {
  const now = () => of() as unknown as Required<JobRunner>;
  return {
    kind: now().kind,
    lane: 'local',
    sliceRows: 5,
    inListOrder: now().inListOrder,
    canUndo: false,
    specSchema: now().specSchema,
    prepare: (...given) => now().prepare(...given),
    runSlice: (slice) => now().runSlice(slice),
    finish: (...given) => now().finish?.(...given),
    ended: (job) => now().ended(job),
  };
}

beforeEach(() => {
  told = [];
  incoming = new MemoryFiles(() => world.now);
  exports = new MemoryFiles(() => world.now);
  world = new JobWorld((made) => {
    const deps = { store: made.store, clock: made.clock, log: silentLog };
    runners = {
      csv: new CsvImportRunner({ ...deps, guard: new FraudGuard(made.store), files: incoming }),
      export: new ExportRunner({ ...deps, files: exports }),
    };
    return [living(() => runners.csv as never), living(() => runners.export as never)];
  });
  startProcess();
});
afterEach(() => world.close());

const startExport = (orderIds: number[]) =>
  world.jobs.start({ kind: 'orders', orderIds }, { kind: 'export', format }, ctx);

const namesIn = async (files: MemoryFiles) => (await files.list()).map(({ name }) => name);

async function textOf(jobId: string): Promise<string> {
  const files = new ExportFiles(exports, world.clock);
  const { bytes } = await files.read(world.jobs.get(jobId), 0, 4_000_000);
  return Buffer.from(bytes, 'base64').toString();
}

/** Lets the engine take some slices, then ends the process with what it has in hand. */
async function endAfter(breaths: number, work: () => unknown): Promise<void> {
  let left = breaths;
  let closing: Promise<void> | undefined;
  world.onBreath = () => {
    left--;
    if (left === 0) closing = world.jobs.close();
  };
  await work();
  while (closing === undefined) await new Promise((resolve) => setImmediate(resolve));
  await closing;
  world.onBreath = () => undefined;
}

async function stage(text: string): Promise<string> {
  const bytes = Buffer.from(text);
  const fileId = await csv.open('file.csv', bytes.length);
  await csv.append(fileId, 0, bytes.toString('base64'));
  return fileId;
}

describe('an export', () => {
  it('writes a long slice as it writes many short ones', async () => {
    const ids = world.addOrders(120);
    const short = await world.ended(startExport(ids).id);
    const rows = ids.map((orderId, at) => ({ seq: at + 1, orderId, before: '', after: '', what: '' }));
    const stored = world.store.job(short.id);
    if (stored === null) throw new Error('No job');
    const long = { ...stored, id: randomUUID() };
    const signal = new AbortController().signal;
    const { rows: written } = await runners.export.runSlice({ job: long, spec: format, rows, signal });
    expect(written.map(({ seq, state }) => [seq, state])).toEqual(rows.map(({ seq }) => [seq, 'done']));
    const part = await exports.read(partName(long.id), 0, 4_000_000);
    expect(Buffer.from(part).toString()).toBe(await textOf(short.id));
  });

  it('goes on after its process ended, over what was written half', async () => {
    const ids = world.addOrders(33);
    const whole = await world.ended(startExport(ids).id);
    let jobId = '';
    await endAfter(3, () => {
      jobId = startExport(ids).id;
    });
    const part = await exports.find(partName(jobId));
    await exports.write(partName(jobId), part?.sizeBytes ?? 0, Buffer.from('half of a row, '.repeat(500)));
    startProcess();
    world.jobs.resume();
    const job = await world.ended(jobId);
    expect(job).toMatchObject({ state: 'completed', progress: { done: 33 } });
    expect(await textOf(jobId)).toBe(await textOf(whole.id));
    expect(job.facts).toMatchObject({ sizeBytes: whole.facts.sizeBytes, replaced: 0 });
  });

  it('leaves nothing half when it is cancelled or the disk is full', async () => {
    const ids = world.addOrders(33);
    const cancelled = startExport(ids);
    await world.jobs.cancel(cancelled.id, ctx);
    expect(world.jobs.get(cancelled.id).state).toBe('cancelled');

    const write = exports.write.bind(exports);
    exports.write = async (name, offset, bytes) => {
      if (offset > 1_000 && name.endsWith('.part')) throw new AppError('db_disk_full', 'The disk is full');
      await write(name, offset, bytes);
    };
    const full = await world.ended(startExport(ids).id);
    expect(full).toMatchObject({ state: 'failed', error: { code: 'db_disk_full' } });
    await new Promise((resolve) => setImmediate(resolve));
    expect(await namesIn(exports)).toEqual([]);
    await expect(textOf(full.id)).rejects.toMatchObject({ code: 'job_no_file' });
  });

  it('keeps its file for a day', async () => {
    const { id } = await world.ended(startExport(world.addOrders(3)).id);
    const files = new ExportFiles(exports, { now: () => world.now + dayMs });
    await files.clean(() => []);
    expect(await namesIn(exports)).toEqual([finishedName(id)]);
    exports = new MemoryFiles(() => world.now - dayMs - 1);
    await exports.write(finishedName(id), 0, Buffer.from('x'));
    const later = new ExportFiles(exports, world.clock);
    await expect(later.read(world.jobs.get(id), 0, 10)).rejects.toMatchObject({ code: 'job_no_file' });
    await later.clean(() => []);
    expect(await namesIn(exports)).toEqual([]);
  });
});

describe('an import', () => {
  const rows = (count: number) =>
    `注文番号,社内メモ\n${Array.from({ length: count }, (_, at) => `k-${at},m${at}\n`).join('')}`;

  it('goes on after its process ended; no order comes twice, its file goes with it', async () => {
    const fileId = await stage(rows(33));
    let jobId = '';
    await endAfter(3, async () => {
      jobId = (await csv.import(fileId, mapping, ctx)).id;
    });
    expect(world.store.job(jobId)).toMatchObject({ state: 'interrupted' });
    startProcess();
    await csv.clean();
    expect(await namesIn(incoming)).toEqual([stagedName(fileId)]);
    world.jobs.resume();
    expect(await world.ended(jobId)).toMatchObject({
      state: 'completed',
      progress: { done: 33, failed: 0, unchanged: 0 },
    });
    const made = world.store.orderStates(
      shopId(1),
      Array.from({ length: 33 }, (_, at) => `k-${at}`),
    );
    expect(made.size).toBe(33);
    expect(world.rowsOf(jobId).map(({ mallOrderId }) => mallOrderId)).toContain('k-32');
    await new Promise((resolve) => setImmediate(resolve));
    expect(await namesIn(incoming)).toEqual([]);
  });

  it('writes nothing when a row is wrong', async () => {
    const fileId = await stage(`${rows(3)},no id\n`);
    const before = world.store.revision();
    await expect(csv.import(fileId, mapping, ctx)).rejects.toMatchObject({
      code: 'csv_has_errors',
      details: { count: 1 },
    });
    expect(world.store.revision()).toBe(before);
  });

  it('tells of an order that was held after the check, and leaves it alone', async () => {
    const [id = 0] = world.addOrders(1);
    const mallOrderId = world.store.order(id)?.mallOrderId ?? '';
    const fileId = await stage(`注文番号,フェーズ\n${mallOrderId},出荷済み\n`);
    const phases = {
      ...mapping,
      columns: mapping.columns.map((each, at) => (at === 1 ? { ...each, field: 'phase' } : each)),
    };
    expect((await csv.check(fileId, phases)).updated).toBe(1);
    const job = await csv.import(fileId, phases, ctx);
    const order = world.store.order(id)?.order;
    if (order === null || order === undefined) throw new Error('No order');
    world.store.commit(
      [
        {
          kind: 'order.import',
          runId: null,
          shopId: shopId(1),
          order: { ...order, fraudHold: 'under_review' },
          raw: new Uint8Array(),
          phaseIfNew: 2,
        },
      ],
      { actor: '取込', terminal: '受注PC', at: world.now },
    );
    expect(await world.ended(job.id)).toMatchObject({ state: 'completed', progress: { failed: 1 } });
    expect(world.rowsOf(job.id)[0]?.error?.code).toBe('fraud_held');
    expect(world.phaseOf(id)).toBe(2);
  });

  it('is told while it is checked, once and then from time to time', async () => {
    const fileId = await stage(`注文番号,社内メモ\n${'k-1,a\n'.repeat(50_000)}`);
    await csv.check(fileId, mapping);
    // The clock of this world stands still: what follows the first word is too soon.
    expect(told).toEqual([
      { type: 'csvCheckProgress', fileId, progress: { step: 'reading', done: 131_066, total: 300_026 } },
    ]);
  });

  it('takes pieces in order only, and all of them', async () => {
    const fileId = await csv.open('file.csv', 10);
    await csv.append(fileId, 0, Buffer.from('12345').toString('base64'));
    const wrong = { code: 'csv_incomplete' };
    await expect(csv.append(fileId, 7, Buffer.from('89').toString('base64'))).rejects.toMatchObject(wrong);
    await expect(csv.append(fileId, 5, Buffer.from('678901').toString('base64'))).rejects.toMatchObject(
      wrong,
    );
    await expect(csv.inspect(fileId, {})).rejects.toMatchObject(wrong);
    await csv.discard(fileId);
    expect(await namesIn(incoming)).toEqual([]);
  });

  it('says what a file is', async () => {
    await expect(csv.inspect(await stage(''), {})).rejects.toMatchObject({ code: 'csv_empty' });
    await expect(csv.inspect(await stage('注文番号,社内メモ\n'), {})).rejects.toMatchObject({
      code: 'csv_empty',
    });
    await expect(csv.inspect(await stage('PK\u0003\u0004\0\0'), {})).rejects.toMatchObject({
      code: 'csv_not_text',
    });
    const header = '注文番号;社内メモ;謎';
    const clearing: CsvMapping = { ...mapping, blankCells: 'clear' };
    csv.saveMapping({ name: '出荷', mapping: clearing, header: header.split(';') }, ctx);
    expect(csv.mappings()).toMatchObject([{ name: '出荷', mapping: clearing }]);
    expect(await csv.inspect(await stage(`${header}\nk-1;"a;b";\nk-2;;\n`), {})).toMatchObject({
      encoding: 'utf-8',
      separator: ';',
      hasHeader: true,
      rows: 2,
      columns: [{ name: '注文番号', samples: ['k-1', 'k-2'] }, { name: '社内メモ' }, { name: '謎' }],
      savedMappingId: csv.mappings()[0]?.id,
    });
    expect(await csv.inspect(await stage('k-1,100\nk-2,200\n'), {})).toMatchObject({
      hasHeader: false,
      rows: 2,
    });
  });
});
