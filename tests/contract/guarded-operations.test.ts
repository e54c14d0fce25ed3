import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptySession } from '#main/core/auth/sessions.ts';
import { sampleOrder } from '#main/db/testing/sample-orders.ts';
import { origin } from '#main/db/testing/test-store.ts';
import type { OperationMeta } from '#shared/contract/base.ts';
import { hostContract } from '#shared/contract/index.ts';
import { jobActionSchema } from '#shared/contract/jobs.ts';
import type { OutboxEntry } from '#shared/contract/outbox.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { MallOperation } from '#shared/domain/mall-operation.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { type OrderDesk, openDesk, openedAt, operator, refusalOf } from '../support/order-desk.ts';

/*
 * Every command of the contract is named here, with what keeps held orders safe from it (spec §4.1): either it
 * changes no order's phase and says nothing to a mall about an order, or a driver tries to use it for bringing a held
 * order into 出荷済み. The driver runs twice: with a held order, which must not arrive there nor be told to the mall, and with a free one,
 * which must – otherwise the driver would prove nothing. A command that is missing here fails the test.
 *
 * The same drivers, and those of `edits` for the commands that change fields, then meet an order in staging (spec §3
 * Auto): it must stay as it is.
 */

const ctx = operator();
const goal = phaseIdOf.shipped;

interface Attempt {
  readonly desk: OrderDesk;
  /** The order, imported and free so far. */
  readonly order: MallOrder;
  readonly orderId: number;
  /** Puts the order under review – or, in the run for comparison, leaves it free. */
  hold(): Promise<void>;
  /** An order under review (or free, for comparison) that was not imported yet. */
  readonly unknownOrder: MallOrder;
}

/** Answers with the order that was to be brought to the goal; throws the operation's refusal. */
type Driver = (attempt: Attempt) => Promise<Pick<MallOrder, 'mallOrderId'>>;

/** What a command can do to a known order's phase, fields or mall status: nothing, or what its drivers try. */
type Entry = 'changes no order' | 'changes fields only' | Driver;
const harmless = 'changes no order';
const fieldsOnly = 'changes fields only';

const movedBy =
  (by: 'menu' | 'keyboard' | 'drag' | 'detail'): Driver =>
  async ({ desk, order, orderId, hold }) => {
    await hold();
    await desk.operations.phases.move({ orderIds: [orderId], phaseId: goal, by }, ctx);
    return order;
  };

const shipped: MallOperation = {
  kind: 'ship',
  shipStatus: 'shipped',
  shipDate: '2026-11-22',
  arrivalDate: null,
  carrierCode: '',
  slipNumber: '4000-1234',
  slipEmptyReason: '',
};

/** The newest entry of the outbox once nothing more happens to it. */
async function settled(desk: OrderDesk): Promise<OutboxEntry> {
  for (;;) {
    const { entries } = await desk.operations.outbox.list({ offset: 0, limit: 1 }, ctx);
    const [entry] = entries;
    if (entry?.state === 'done' || entry?.state === 'failed') return entry;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Imports a file of two columns: the order's number and a field. */
async function importCsv(desk: OrderDesk, orderId: number, field: string, text: string): Promise<void> {
  const file = Buffer.from(text);
  const { csv } = desk.operations;
  const { fileId } = await csv.open({ name: '出荷.csv', sizeBytes: file.length }, ctx);
  await csv.append({ fileId, offset: 0, bytes: file.toString('base64') }, ctx);
  const mapping = {
    encoding: 'utf-8' as const,
    separator: ',' as const,
    hasHeader: true,
    shopId: desk.store.order(orderId)?.shopId ?? '',
    columns: [
      { column: 0, field: 'mallOrderId' },
      { column: 1, field },
    ],
    unknownOrders: 'skip' as const,
    blankCells: 'keep' as const,
  };
  await desk.ended(await csv.import({ fileId, mapping }, ctx));
}

const ruleTo = (desk: OrderDesk) =>
  desk.operations.rules.save(
    { name: '出荷済みへ', isOn: true, where: { join: 'and', parts: [] }, phaseId: goal },
    ctx,
  );

/** Lets the loop import an order that is not known yet, straight into the rule's phase. */
const byLoop =
  (begin: (desk: OrderDesk, shopId: string) => unknown): Driver =>
  async ({ desk, unknownOrder }) => {
    const { store, operations, mall } = desk;
    await ruleTo(desk);
    const [shop] = store.shops();
    if (shop === undefined) throw new Error('The desk has a shop');
    const session = { ...emptySession(shop.id, 'shared'), consentedAt: openedAt };
    store.commit([{ kind: 'session.set', session }], origin(openedAt));
    mall.put(unknownOrder);
    await begin(desk, shop.id);
    while (!store.orderStates(shop.id, [unknownOrder.mallOrderId]).has(unknownOrder.mallOrderId)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    // Off before the desk is closed: what is in hand is finished.
    const saved = store.autoImport.settings(shop.id);
    const settings = { ...saved.settings, isOn: false };
    await operations.autoImport.saveShop({ shopId: shop.id, version: saved.version, settings }, ctx);
    return unknownOrder;
  };

const loopOn = { isOn: true, intervalMinutes: 1, usesStaging: false, isPaused: false };
const switchOn = (desk: OrderDesk, shopId: string) =>
  desk.operations.autoImport.saveShop({ shopId, version: 0, settings: loopOn }, ctx);

const entries: Readonly<Record<string, Entry>> = {
  'shops.create': harmless,
  'shops.update': harmless,
  'shops.remove': harmless,
  'shops.saveKey': harmless,
  'shops.removeKey': harmless,
  'shops.saveCertificate': harmless,
  'shops.removeCertificate': harmless,
  'auth.testKey': harmless,
  'auth.begin': harmless,
  'auth.complete': harmless,
  'auth.cancel': harmless,
  'emailAuth.start': harmless,
  'emailAuth.resend': harmless,
  'emailAuth.cancel': harmless,
  'emailAuth.redeem': harmless,
  'mail.save': harmless,
  'mail.test': harmless,
  'clock.check': harmless,
  // Holds auto import and stock link back, and lets them go on.
  'emergencyStop.stop': harmless,
  // Compares with the mall: orders begin where an import puts them, past the guard of imports.start.
  'emergencyStop.beginResume': harmless,
  'emergencyStop.skipShop': harmless,
  'emergencyStop.cancelResume': harmless,
  'emergencyStop.resume': harmless,
  'autoImport.saveSettings': harmless,
  'autoImport.saveShop': byLoop(switchOn),
  'autoImport.runNow': byLoop(async (desk, shopId) => {
    await switchOn(desk, shopId);
    await desk.operations.autoImport.runNow({ shopIds: [shopId] }, ctx);
  }),
  'autoImport.reconcileNow': byLoop((desk, shopId) =>
    desk.operations.autoImport.reconcileNow({ shopIds: [shopId] }, ctx),
  ),
  'imports.start': async ({ desk, unknownOrder }) => {
    await ruleTo(desk);
    await desk.import(unknownOrder);
    return unknownOrder;
  },
  'imports.cancel': harmless,
  'imports.resume': async ({ desk, unknownOrder }) => {
    await ruleTo(desk);
    const original = desk.mall.fetchOrders.bind(desk.mall);
    desk.mall.fetchOrders = () => Promise.reject(new AppError('mall_not_permitted', 'Not now'));
    await desk.import(unknownOrder);
    desk.mall.fetchOrders = original;
    const [run] = desk.store.importRuns(1);
    if (run === undefined) throw new Error('A run was started');
    await desk.operations.imports.resume({ runId: run.id }, ctx);
    while ((await desk.operations.imports.get({ runId: run.id }, ctx)).state === 'running') {
      await new Promise((resolve) => setImmediate(resolve));
    }
    return unknownOrder;
  },
  'views.save': harmless,
  'views.remove': harmless,
  'views.reorder': harmless,
  'edits.save': async ({ desk, order, orderId, hold }) => {
    await hold();
    const version = desk.store.order(orderId)?.version ?? 0;
    const edits = [{ field: 'memo', value: '確認済み' }];
    await desk.operations.edits.save({ orderId, version, edits, phaseId: goal }, ctx);
    return order;
  },
  'edits.dropLocalEdits': fieldsOnly,
  'phases.create': harmless,
  // A phase with held orders in it that becomes another kind of phase moves them, too.
  'phases.update': async ({ desk, order, orderId, hold }) => {
    const own = await desk.operations.phases.create(
      { name: '返金待ち', kind: 'cancelled', color: 'red' },
      ctx,
    );
    const { id: phaseId, version } = own;
    await desk.operations.phases.move({ orderIds: [orderId], phaseId, by: 'menu' }, ctx);
    await hold();
    await desk.operations.phases.update(
      { phaseId, version, name: '返金待ち', kind: 'shipped', color: 'red' },
      ctx,
    );
    return order;
  },
  'phases.reorder': harmless,
  'phases.remove': async ({ desk, order, orderId, hold }) => {
    const own = await desk.operations.phases.create({ name: '検品', kind: 'custom', color: 'red' }, ctx);
    const { id: phaseId, version } = own;
    await desk.operations.phases.move({ orderIds: [orderId], phaseId, by: 'menu' }, ctx);
    await hold();
    await desk.operations.phases.remove({ phaseId, version, moveTo: goal }, ctx);
    return order;
  },
  'phases.move by menu': movedBy('menu'),
  'phases.move by keyboard': movedBy('keyboard'),
  'phases.move by drag': movedBy('drag'),
  'phases.move by detail': movedBy('detail'),
  'fraud.saveSettings': harmless,
  'fraud.acceptReleases': async ({ desk, hold, order, unknownOrder }) => {
    await ruleTo(desk);
    await desk.import({ ...unknownOrder, fraudHold: 'under_review' });
    await desk.import({ ...unknownOrder, fraudHold: 'released' });
    const orderId = desk.idOf(unknownOrder);
    // The hold is on again by the time the offer is accepted.
    await hold();
    if (desk.store.order(desk.idOf(order))?.order?.fraudHold === 'under_review') {
      await desk.import({ ...unknownOrder, fraudHold: 'under_review' });
    }
    await desk.operations.fraud.acceptReleases({ orderIds: [orderId] }, ctx);
    return unknownOrder;
  },
  'fraud.dismissReleases': harmless,
  'rules.save': harmless,
  'rules.reorder': harmless,
  'rules.remove': harmless,
  'jobs.start phase': async ({ desk, order, orderId, hold }) => {
    await hold();
    const target = { kind: 'orders' as const, orderIds: [orderId] };
    const job = await desk.operations.jobs.start({ target, action: { kind: 'phase', phaseId: goal } }, ctx);
    await desk.ended(job);
    return order;
  },
  'jobs.start field': fieldsOnly,
  'jobs.start mall': async ({ desk, order, orderId, hold }) => {
    await hold();
    const target = { kind: 'orders' as const, orderIds: [orderId] };
    const action = { kind: 'mall' as const, operation: shipped, phaseAfter: goal };
    await desk.ended(await desk.operations.jobs.start({ target, action }, ctx));
    return order;
  },
  // Fetches only; what was fetched is applied by reimport.apply.
  'jobs.start reimport': harmless,
  'jobs.start export': harmless,
  'autoImport.accept': async ({ desk, unknownOrder }) => {
    await ruleTo(desk);
    desk.stage(unknownOrder);
    await desk.ended(await desk.operations.autoImport.accept({}, ctx));
    return unknownOrder;
  },
  'jobs.cancel': harmless,
  'jobs.undo': async ({ desk, order, orderId, hold }) => {
    await desk.operations.phases.move({ orderIds: [orderId], phaseId: goal, by: 'menu' }, ctx);
    const { id: jobId } = await desk.operations.phases.move(
      { orderIds: [orderId], phaseId: phaseIdOf.cancelled, by: 'menu' },
      ctx,
    );
    await hold();
    await desk.ended(await desk.operations.jobs.undo({ jobId }, ctx));
    return order;
  },
  'jobs.discardFile': harmless,
  // Brings the mall's data; the phase of a known order stays.
  'reimport.apply': harmless,
  'outbox.enqueue': async ({ desk, order, orderId, hold }) => {
    await hold();
    await desk.operations.outbox.enqueue({ orderId, operation: shipped, phaseAfter: goal }, ctx);
    await settled(desk);
    return order;
  },
  // Queued while it was free, held by the time it is sent.
  'outbox.retry': async ({ desk, order, orderId, hold }) => {
    desk.mall.refusal = new AppError('mall_request_rejected', 'Not now');
    await desk.operations.outbox.enqueue({ orderId, operation: shipped, phaseAfter: goal }, ctx);
    const entry = await settled(desk);
    await hold();
    desk.mall.refusal = null;
    await desk.operations.outbox.retry({ entryId: entry.id }, ctx);
    await settled(desk);
    return order;
  },
  // Takes back what was queued: nothing reaches the mall.
  'outbox.withdraw': harmless,
  'csv.open': harmless,
  'csv.append': harmless,
  'csv.discard': harmless,
  'csv.import': async ({ desk, order, orderId, hold }) => {
    await hold();
    await importCsv(desk, orderId, 'phase', `注文番号,フェーズ\n${order.mallOrderId},出荷済み\n`);
    return order;
  },
  'csv.saveMapping': harmless,
  'csv.removeMapping': harmless,
  'notices.markRead': harmless,
  'notices.saveMailSettings': harmless,
  'expiry.dismiss': harmless,
  'expiry.saveSettings': harmless,
  'diagnosis.run': harmless,
  // Connects a simulated shop and imports its orders, as imports.start does.
  'demo.start': harmless,
};

/** Tries to write something into an order's memo or notes. */
type EditDriver = (attempt: Pick<Attempt, 'desk' | 'order' | 'orderId'>) => Promise<void>;

/** The commands that change fields, by what they are asked to change. */
const edits: Readonly<Record<string, EditDriver>> = {
  'edits.save': async ({ desk, orderId }) => {
    const version = desk.store.order(orderId)?.version ?? 0;
    await desk.operations.edits.save(
      { orderId, version, edits: [{ field: 'memo', value: '確認済み' }] },
      ctx,
    );
  },
  'edits.dropLocalEdits': async ({ desk, orderId }) => {
    const version = desk.store.order(orderId)?.version ?? 0;
    await desk.operations.edits.dropLocalEdits({ orderId, version, fields: ['notes'] }, ctx);
  },
  'jobs.start field': async ({ desk, orderId }) => {
    const target = { kind: 'orders' as const, orderIds: [orderId] };
    const action = { kind: 'field' as const, field: 'notes', value: '急ぎ' };
    await desk.ended(await desk.operations.jobs.start({ target, action }, ctx));
  },
  'jobs.undo': async ({ desk, orderId }) => {
    const { jobs } = await desk.operations.jobs.list({ limit: 10 }, ctx);
    const edit = jobs.find(({ kind }) => kind === 'field');
    if (edit === undefined) throw new Error(`${orderId} was edited`);
    await desk.ended(await desk.operations.jobs.undo({ jobId: edit.id }, ctx));
  },
  'csv.import': ({ desk, order, orderId }) =>
    importCsv(desk, orderId, 'notes', `注文番号,メモ\n${order.mallOrderId},CSVから\n`),
};

/** The commands of the contract; those with several ways of asking, once for each. */
function commands(): string[] {
  const variants: Readonly<Record<string, readonly string[]>> = {
    'jobs.start': jobActionSchema.options.map((option) => option.shape.kind.value),
    'phases.move': ['by menu', 'by keyboard', 'by drag', 'by detail'],
  };
  return Object.entries(hostContract).flatMap(([group, operations]) =>
    Object.entries(operations).flatMap(([name, operation]) => {
      const meta = operation['~orpc'].meta as OperationMeta;
      if (meta.kind !== 'command') return [];
      const full = `${group}.${name}`;
      return variants[full]?.map((variant) => `${full} ${variant}`) ?? [full];
    }),
  );
}

async function attempt(
  driver: Driver,
  isHeld: boolean,
): Promise<{ arrived: boolean; refusal: string | null }> {
  const desk = openDesk({ sends: true });
  try {
    const order: MallOrder = { ...sampleOrder(2, 1), mallStatus: 'processing', fraudHold: 'none' };
    const fraudHold = isHeld ? 'under_review' : 'none';
    const unknownOrder: MallOrder = { ...sampleOrder(2, 2), mallStatus: 'processing', fraudHold };
    await desk.import(order);
    const hold = async () => {
      if (isHeld) await desk.import({ ...order, fraudHold });
    };
    let refusal: string | null = null;
    let goer: Pick<MallOrder, 'mallOrderId'> = order;
    try {
      goer = await driver({ desk, order, orderId: desk.idOf(order), hold, unknownOrder });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refusal = error.code;
    }
    const phaseId = desk.store.order(desk.idOf(goer))?.phaseId;
    const kind = desk.store.phases().find(({ id }) => id === phaseId)?.kind;
    return { arrived: kind === 'shipped' || desk.mall.done.length > 0, refusal };
  } finally {
    await desk.close();
  }
}

describe('the fraud guard stands before every operation', () => {
  it('every command of the contract is accounted for', () => {
    expect(Object.keys(entries).toSorted()).toEqual(commands().toSorted());
  });

  const drivers = Object.entries(entries).flatMap(([name, entry]) =>
    typeof entry === 'function' ? [[name, entry] as const] : [],
  );
  it.each(drivers)('%s moves a free order and no held one', async (_name, driver) => {
    expect(await attempt(driver, false)).toEqual({ arrived: true, refusal: null });
    const held = await attempt(driver, true);
    expect(held.arrived).toBe(false);
    expect([null, 'fraud_held', 'csv_has_errors']).toContain(held.refusal);
  });
});

/** What of an order no one may change while it is in staging, and what the mall was told. */
const standingOf = ({ store, mall }: OrderDesk, orderId: number) => {
  const { phaseId, memo, order, localEdits } = store.order(orderId) ?? {};
  return { phaseId, memo, notes: order?.notes, localEdits, told: mall.done.length };
};

/** Accepted, edited with something to be dropped and undone, and, if wished, back in staging. */
async function tryOnStaged(isStaged: boolean, act: (attempt: Attempt) => Promise<unknown>) {
  const desk = openDesk({ sends: true });
  try {
    const order: MallOrder = { ...sampleOrder(2, 1), mallStatus: 'processing', fraudHold: 'none' };
    const unknownOrder: MallOrder = { ...sampleOrder(2, 2), mallStatus: 'processing', fraudHold: 'none' };
    desk.stage(order);
    const orderId = desk.idOf(order);
    const accepted = await desk.operations.autoImport.accept({ orderIds: [orderId] }, ctx);
    await desk.ended(accepted);
    const version = desk.store.order(orderId)?.version ?? 0;
    const values = [{ field: 'notes', value: '電話済み' }];
    await desk.operations.edits.save({ orderId, version, edits: values }, ctx);
    if (isStaged) await desk.ended(await desk.operations.jobs.undo({ jobId: accepted.id }, ctx));
    const before = standingOf(desk, orderId);
    const refusal = await refusalOf(() =>
      act({ desk, order, orderId, hold: () => Promise.resolve(), unknownOrder }),
    );
    const after = standingOf(desk, orderId);
    return { isSame: JSON.stringify(before) === JSON.stringify(after), refusal, after };
  } finally {
    await desk.close();
  }
}

describe('staging stands before every operation', () => {
  /** They try their luck with an order that is just being imported, or that they take in themselves. */
  const forNewOrders = [
    'imports.start',
    'imports.resume',
    'autoImport.accept',
    'autoImport.saveShop',
    'autoImport.runNow',
    'autoImport.reconcileNow',
    'fraud.acceptReleases',
  ];
  const movers = Object.entries(entries).flatMap(([name, entry]) =>
    typeof entry === 'function' && !forNewOrders.includes(name) ? [[name, entry] as const] : [],
  );

  it.each(movers)('%s moves no order in staging', async (name, driver) => {
    const { after, refusal } = await tryOnStaged(true, driver);
    // Cancelling is possible at any time: the phase that is made another one later held it by then.
    if (name !== 'phases.update') expect(after).toMatchObject({ phaseId: phaseIdOf.staging, told: 0 });
    expect([null, 'order_in_staging', 'csv_has_errors']).toContain(refusal);
  });

  it('every command that changes fields has a driver', () => {
    const named = Object.entries(entries).flatMap(([name, entry]) => (entry === fieldsOnly ? [name] : []));
    expect(Object.keys(edits).toSorted()).toEqual(
      [...named, 'csv.import', 'edits.save', 'jobs.undo'].toSorted(),
    );
  });

  it.each(Object.entries(edits))(
    '%s edits an order that was taken in and none in staging',
    async (_name, driver) => {
      expect(await tryOnStaged(false, driver)).toMatchObject({ isSame: false, refusal: null });
      const staged = await tryOnStaged(true, driver);
      expect(staged.isSame).toBe(true);
      expect([null, 'order_in_staging', 'csv_has_errors']).toContain(staged.refusal);
    },
  );
});

it('no source but the guard names what mints a permit', () => {
  const root = resolve(import.meta.dirname, '..', '..', 'src-main');
  const naming = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => /\bmint(Phase|Mall|Begin|Edit)Permit\b/.test(readFileSync(join(root, file), 'utf8')));
  expect(naming.toSorted()).toEqual(['core/fraud/guard.ts', 'core/fraud/permits.ts']);
});
