import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleOrder } from '#main/db/testing/sample-orders.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { type OrderDesk, openDesk, operator, refusalOf } from '../../support/order-desk.ts';

const first: MallOrder = {
  ...sampleOrder(3, 1),
  fraudHold: 'none',
  mallStatus: 'processing',
  notes: '',
};
const yamada = operator('山田');
const sato = operator('佐藤');
let desk: OrderDesk;
let id: number;

beforeEach(async () => {
  desk = openDesk();
  await desk.import(first);
  id = desk.idOf(first);
});
afterEach(() => desk.close());

const detail = () => desk.operations.orders.get({ orderId: id }, yamada);
const version = async () => (await detail()).version;
const history = () => desk.store.orderHistory(id);
async function save(
  fields: Record<string, string>,
  { ctx = yamada, from, phaseId }: { ctx?: typeof yamada; from?: number; phaseId?: number } = {},
) {
  const edits = Object.entries(fields).map(([field, value]) => ({ field, value }));
  return desk.operations.edits.save({ orderId: id, version: from ?? (await version()), edits, phaseId }, ctx);
}
const found = (search: string) =>
  desk.store
    .orderWindow({
      filter: {},
      search,
      sort: { column: 'orderedAt', direction: 'desc' },
      offset: 0,
      limit: 5,
    })
    .rows.map((row) => row.id);
const withMall = (change: (order: MallOrder) => void): MallOrder => {
  const order = structuredClone(first);
  change(order);
  return order;
};

describe('saving the detail', () => {
  it('shows in the detail, the list and the search, and tells who did it', async () => {
    const saved = await save({
      'recipient.lastName': '髙島',
      'recipient.prefecture': '沖縄県',
      'shipping.shipDate': '2026/11/25',
      'shipping.slipNumber1': '４０００－１２３４',
      notes: '折り曲げ厳禁',
      memo: '常連のお客様',
    });
    expect(saved.kind).toBe('saved');
    const { order, memo, localEdits } = await detail();
    expect(order?.recipient.lastName).toBe('髙島');
    expect(order?.shipping).toMatchObject({ shipDate: '2026-11-25', slipNumber1: '4000-1234' });
    expect(memo).toBe('常連のお客様');
    expect(localEdits.map(({ field }) => field)).toEqual([
      'notes',
      'recipient.lastName',
      'recipient.prefecture',
      'shipping.shipDate',
      'shipping.slipNumber1',
    ]);
    const [row] = desk.store.orderWindow({
      filter: { prefectures: ['沖縄県'] },
      search: '',
      sort: { column: 'orderedAt', direction: 'desc' },
      offset: 0,
      limit: 5,
    }).rows;
    expect(row).toMatchObject({ id, shipDate: '2026-11-25', slipNumber: '4000-1234' });
    expect(row?.recipientName.startsWith('髙島')).toBe(true);
    for (const word of ['髙島', '折り曲げ', '常連', '40001234']) expect(found(word)).toEqual([id]);
    expect(history()[0]).toMatchObject({ action: 'edited', actor: '山田', terminal: '受注PC' });
    expect(history()[0]?.changes).toContainEqual({
      field: 'recipient.prefecture',
      before: first.recipient.prefecture,
      after: '沖縄県',
    });
  });

  it('finds the old words no more', async () => {
    expect(found(first.buyer.phone)).toEqual([id]);
    await save({ 'buyer.phone': '0998887777' });
    expect([found(first.buyer.phone), found('0998887777')]).toEqual([[], [id]]);
  });

  it('refuses what cannot be the value, and writes nothing of the rest', async () => {
    const before = await detail();
    expect(await refusalOf(() => save({ memo: 'x', 'recipient.zipCode': '12' }))).toBe('field_invalid');
    expect(await refusalOf(() => save({ mallStatusRaw: '5' }))).toBe('field_invalid');
    expect(await detail()).toEqual(before);
  });

  it('saves the same again without a trace', async () => {
    await save({ memo: 'x' });
    const before = await version();
    expect(await save({ memo: 'x' })).toMatchObject({ kind: 'saved', job: null });
    expect(await version()).toBe(before);
  });

  it('changes fields and phase together, or neither', async () => {
    await save({ memo: '済' }, { phaseId: phaseIdOf.shipped });
    expect(await detail()).toMatchObject({ memo: '済', phaseId: phaseIdOf.shipped });

    await desk.import(
      withMall((order) => {
        order.fraudHold = 'under_review';
      }),
    );
    const refused = () => save({ memo: '否' }, { phaseId: phaseIdOf.completed });
    expect(await refusalOf(refused)).toBe('fraud_held');
    expect(await detail()).toMatchObject({ memo: '済', phaseId: phaseIdOf.shipped });

    await desk.operations.fraud.saveSettings({ restrictHeldOrders: true, applyToDetail: false }, yamada);
    expect(await refusalOf(refused)).toBe(null);
    expect(await detail()).toMatchObject({ memo: '否', phaseId: phaseIdOf.completed });
  });
});

describe('two clients', () => {
  it('merges edits of different fields and tells what the other did', async () => {
    const from = await version();
    await save({ 'buyer.phone': '0312345678' }, { ctx: sato, from });
    const saved = await save({ memo: '確認済み' }, { from });
    expect(saved).toMatchObject({
      kind: 'saved',
      merged: [
        {
          field: 'buyer.phone',
          seen: first.buyer.phone,
          current: '0312345678',
          wanted: null,
          actor: '佐藤',
        },
      ],
    });
    expect(await detail()).toMatchObject({ memo: '確認済み', order: { buyer: { phone: '0312345678' } } });
  });

  it('shows a conflict of the same field and writes nothing, not even the other fields', async () => {
    const from = await version();
    await save({ memo: '佐藤のメモ' }, { ctx: sato, from });
    const answer = await save({ memo: '山田のメモ', 'buyer.phone': '0312345678' }, { from });
    expect(answer).toMatchObject({
      kind: 'conflict',
      conflicts: [{ field: 'memo', seen: '', current: '佐藤のメモ', wanted: '山田のメモ', actor: '佐藤' }],
    });
    expect(await detail()).toMatchObject({ memo: '佐藤のメモ', order: { buyer: first.buyer } });
    // Chosen by the operator: saved with the version that the answer brought.
    await save({ memo: '山田のメモ' }, { from: answer.order.version });
    expect((await detail()).memo).toBe('山田のメモ');
  });

  it('sees changes of an import, and of the phase, as those of any other', async () => {
    const from = await version();
    await desk.import(
      withMall((order) => {
        order.notes = 'モールのメモ';
      }),
    );
    await desk.operations.phases.move(
      { orderIds: [id], phaseId: phaseIdOf.awaitingPayment, by: 'menu' },
      sato,
    );
    const answer = await save({ notes: '店のメモ' }, { from, phaseId: phaseIdOf.shipped });
    if (answer.kind !== 'conflict') throw new Error('No conflict shown');
    expect(answer.conflicts.map(({ field, seen, current }) => [field, seen, current])).toEqual([
      ['notes', '', 'モールのメモ'],
      ['phase', String(phaseIdOf.new), String(phaseIdOf.awaitingPayment)],
    ]);
  });

  it('takes the same wish of both for no conflict, and one that was taken back for none', async () => {
    const from = await version();
    await save({ memo: '同じ' }, { ctx: sato, from });
    expect((await save({ memo: '同じ' }, { from })).kind).toBe('saved');
    await save({ notes: '一時' }, { ctx: sato });
    await save({ notes: '' }, { ctx: sato });
    expect((await save({ notes: '新しい' }, { from })).kind).toBe('saved');
  });
});

describe('local edits', () => {
  it('outlast imports; what the mall changes beneath is kept and told', async () => {
    await save({ 'buyer.phone': '0311112222', notes: '店のメモ' });
    await desk.import(
      withMall((order) => {
        order.buyer.phone = '0399998888';
        order.buyer.city = '港区';
      }),
    );
    const { order, localEdits } = await detail();
    expect(order?.buyer).toMatchObject({ phone: '0311112222', city: '港区' });
    expect(localEdits).toEqual([
      { field: 'buyer.phone', mallValue: '0399998888' },
      { field: 'notes', mallValue: '' },
    ]);
    expect(history().slice(0, 2)).toMatchObject([
      {
        action: 'mall_value_changed',
        changes: [{ field: 'buyer.phone', before: first.buyer.phone, after: '0399998888' }],
      },
      {
        action: 'updated_by_import',
        changes: [{ field: 'buyer.city', before: first.buyer.city, after: '港区' }],
      },
    ]);
  });

  it('equal data still write nothing', async () => {
    await save({ 'buyer.phone': '0311112222' });
    const before = await detail();
    const revision = desk.store.revision();
    const entries = history().length;
    await desk.import(first);
    expect(await detail()).toEqual(before);
    expect(history()).toHaveLength(entries);
    expect(desk.store.orderRaw(id)).toHaveLength(1);
    expect(desk.store.revision()).toBeGreaterThan(revision);
  });

  it('end when the mall says the same, and when they are given up', async () => {
    await save({ 'buyer.phone': '0311112222', notes: '店のメモ' });
    await desk.import(
      withMall((order) => {
        order.buyer.phone = '0311112222';
      }),
    );
    expect((await detail()).localEdits.map(({ field }) => field)).toEqual(['notes']);

    const dropped = await desk.operations.edits.dropLocalEdits(
      { orderId: id, version: await version(), fields: ['notes', 'buyer.phone'] },
      yamada,
    );
    expect(dropped).toMatchObject({ localEdits: [], order: { notes: '' } });
    expect(history()[0]).toMatchObject({ action: 'edits_dropped', actor: '山田' });
    await save({ notes: '店のメモ' });
    await save({ notes: '' });
    expect((await detail()).localEdits).toEqual([]);
  });

  it('are given up to a chosen answer of the mall', async () => {
    await save({ 'buyer.phone': '0311112222', notes: '店のメモ' });
    const order = withMall((answer) => {
      answer.buyer.phone = '0399998888';
    });
    const change = {
      kind: 'order.import',
      runId: null,
      order,
      raw: new Uint8Array(),
      phaseIfNew: 2,
    } as const;
    const origin = { actor: '山田', terminal: '受注PC', at: 1 };
    const { shopId } = await detail();
    desk.store.commit([{ ...change, shopId, givenUp: ['buyer.phone'] }], origin);
    expect(await detail()).toMatchObject({
      order: { buyer: { phone: '0399998888' }, notes: '店のメモ' },
      localEdits: [{ field: 'notes' }],
    });
  });

  it('a memo outlasts imports and is found', async () => {
    await save({ memo: '常連のお客様' });
    await desk.import(
      withMall((order) => {
        order.notes = '変わった';
      }),
    );
    expect([(await detail()).memo, found('常連'), found('変わった')]).toEqual(['常連のお客様', [id], [id]]);
  });
});

describe('an order that could never be read', () => {
  it('takes a memo and nothing else', async () => {
    desk.store.commit(
      [
        {
          kind: 'order.importFailed',
          runId: null,
          shopId: (await detail()).shopId,
          mallOrderId: 'store-99',
          error: { code: 'mall_answer_broken', message: '', details: {}, retryable: false },
          raw: null,
        },
      ],
      { actor: '取込', terminal: '受注PC', at: 1 },
    );
    id = desk.idOf({ mallOrderId: 'store-99' });
    expect(await refusalOf(() => save({ notes: 'x' }))).toBe('field_invalid');
    await save({ memo: '問い合わせ中' });
    expect([(await detail()).memo, found('問い合わせ')]).toEqual(['問い合わせ中', [id]]);
    await desk.import({ ...first, mallOrderId: 'store-99' });
    expect(await detail()).toMatchObject({ memo: '問い合わせ中', phaseId: phaseIdOf.new });
    expect(history().find(({ action }) => action === 'imported')?.changes).toEqual([
      { field: 'phase', before: '失敗', after: '新規受付' },
    ]);
  });
});
