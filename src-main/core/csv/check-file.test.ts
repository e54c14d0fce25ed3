import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CsvCheckProgress, CsvMapping } from '#shared/contract/csv.ts';
import { csvClears, csvFields } from '#shared/domain/csv-fields.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { sampleOrder } from '../../db/testing/sample-orders.ts';
import {
  createTestStore,
  editPermit,
  importChange,
  orderOutcome,
  origin,
  shopId,
} from '../../db/testing/test-store.ts';
import { FraudGuard } from '../fraud/guard.ts';
import type { Store } from '../ports/store.ts';
import { checkFile } from './check-file.ts';
import { guessColumns } from './header-words.ts';
import { judgeDrafts } from './judge-drafts.ts';
import { idsFor } from './names.ts';
import { readDrafts } from './read-drafts.ts';
import { requireMapping } from './require-mapping.ts';
import { MemoryFiles } from './testing/memory-files.ts';
import { encodeFitted } from './text-encoding.ts';

let store: Store;
let close: () => void;
beforeEach(() => {
  ({ store, close } = createTestStore());
});
afterEach(() => close());

const at = Date.UTC(2026, 10, 22);
const name = 'file.csv';

async function prepared(text: string | Uint8Array, change: Partial<CsvMapping> = {}) {
  const files = new MemoryFiles();
  const encoding = change.encoding ?? 'utf-8';
  await files.write(name, 0, typeof text === 'string' ? encodeFitted(encoding, text) : text);
  const header = typeof text === 'string' ? (text.split(/\r?\n/)[0] ?? '').split(',') : [];
  const mapping: CsvMapping = {
    encoding,
    separator: ',',
    hasHeader: true,
    shopId: shopId(1),
    columns: guessColumns(header),
    unknownOrders: 'create',
    blankCells: 'keep',
    ...change,
  };
  return { files, mapping, deps: { store, guard: new FraudGuard(store), files } };
}

async function check(text: string | Uint8Array, change: Partial<CsvMapping> = {}) {
  const { deps, mapping } = await prepared(text, change);
  return (await checkFile(deps, name, mapping, at)).check;
}

/** Checks, then writes as the import does. */
async function apply(text: string, change: Partial<CsvMapping> = {}) {
  const { deps, files, mapping } = await prepared(text, change);
  const { index } = await checkFile(deps, name, mapping, at);
  const positions = index.mallOrderIds.map((_, position) => position);
  const drafts = await readDrafts(files, name, mapping, index, positions, idsFor(store, shopId(1)), () => {});
  const verdicts = judgeDrafts(
    deps,
    drafts.filter((draft) => draft !== null),
    mapping,
    { why: 'file', at },
  );
  store.commit(
    verdicts.flatMap(({ changes }) => changes),
    origin(at),
  );
  return verdicts;
}

function known(number: number, change: Partial<ReturnType<typeof sampleOrder>> = {}): number {
  const { outcomes } = store.commit(
    [importChange({ ...sampleOrder(5, number), mallOrderId: `s-${number}`, ...change })],
    origin(),
  );
  return orderOutcome(outcomes[0]).orderId;
}
const byMallId = (id: string) => {
  const state = store.orderStates(shopId(1), [id]).get(id);
  return state === undefined ? null : store.order(state.orderId);
};

describe('a file of new orders', () => {
  it('becomes orders of the shop, several rows the lines of one', async () => {
    const file = [
      '注文番号,注文日時,お届け先 姓,商品コード,商品名,商品の単価,商品の数量,送料,社内メモ,フェーズ',
      'n-1,2026/11/02 14:02:07,髙橋,a-1,りんご,"1,200",2,660,電話する,出荷待ち',
      'n-2,2026/11/03 09:00:00,山田,c-1,"みかん ""大""\n箱入",500,1,0,,',
      'n-1,,,a-2,みかん,300,,,,',
    ].join('\r\n');
    expect(await check(file)).toMatchObject({ rows: 3, orders: 2, created: 2, errorCount: 0 });
    await apply(file);
    const first = byMallId('n-1');
    expect(first).toMatchObject({ phaseId: phaseIdOf.awaitingShipment, memo: '電話する' });
    expect(first?.order).toMatchObject({
      mallVersion: '',
      fraudHold: 'none',
      orderedAt: Date.UTC(2026, 10, 2, 5, 2, 7),
      recipient: { lastName: '髙橋' },
      lines: [
        { lineId: 1, itemId: 'a-1', unitPriceYen: 1200, quantity: 2 },
        { lineId: 2, itemId: 'a-2', unitPriceYen: 300, quantity: 1 },
      ],
      money: { itemsYen: 2700, shipChargeYen: 660, totalYen: 3360 },
    });
    expect(byMallId('n-2')).toMatchObject({
      phaseId: phaseIdOf.new,
      order: { lines: [{ title: 'みかん "大"\n箱入' }] },
    });
    expect(store.orderHistory(first?.id ?? 0).map(({ action }) => action)).toContain('csv_imported');
  });

  it('is completed by the next import of the mall', async () => {
    await apply('注文番号,お届け先 姓\nn-1,山田');
    store.commit([importChange({ ...sampleOrder(5, 1), mallOrderId: 'n-1' })], origin(at + 1));
    expect(byMallId('n-1')?.order).toEqual({ ...sampleOrder(5, 1), mallOrderId: 'n-1' });
  });

  it('is left alone when unknown orders are to be skipped', async () => {
    expect(await check('注文番号\nn-1\n', { unknownOrders: 'skip' })).toMatchObject({
      created: 0,
      skipped: 1,
      errorCount: 0,
    });
  });
});

describe('a file of known orders', () => {
  it('changes what an operator may change, and tells the history; blank cells change nothing', async () => {
    const id = known(1);
    const before = store.order(id);
    const file =
      '注文番号,発送日,伝票番号,お届け先 電話番号,合計金額,フェーズ\ns-1,2026/11/05,1234-5678,,999999,出荷済み';
    expect(await check(file)).toMatchObject({ updated: 1, created: 0, errorCount: 0 });
    await apply(file);
    const after = store.order(id);
    expect(after?.phaseId).toBe(phaseIdOf.shipped);
    expect(after?.order?.shipping).toMatchObject({ shipDate: '2026-11-05', slipNumber1: '1234-5678' });
    expect(after?.order?.recipient).toEqual(before?.order?.recipient);
    expect(after?.order?.money).toEqual(before?.order?.money);
    expect(after?.localEdits.map(({ field }) => field).sort()).toEqual([
      'shipping.shipDate',
      'shipping.slipNumber1',
    ]);
    expect(await check(file)).toMatchObject({ updated: 0, unchanged: 1 });
  });

  it('does not take 〓 and look-alikes for changes: they are what an export writes', async () => {
    const id = known(1);
    store.commit(
      [
        {
          kind: 'order.edit',
          permit: editPermit(store, id),
          by: 'detail',
          why: '',
          values: [{ field: 'notes', before: store.order(id)?.order?.notes ?? '', after: '=𠮷野〜様' }],
        },
      ],
      origin(),
    );
    const row = "注文番号,ストア内メモ（モール）\ns-1,'=〓野～様\n";
    expect(await check(row, { encoding: 'shift_jis' })).toMatchObject({ unchanged: 1 });
    expect(await check(row)).toMatchObject({ updated: 1 });
  });

  it('moves no held order, not even beside right rows', async () => {
    known(1, { fraudHold: 'none' });
    const held = known(2, { fraudHold: 'under_review' });
    const file = '注文番号,フェーズ\ns-1,出荷待ち\ns-2,出荷待ち\n';
    const result = await check(file);
    expect(result).toMatchObject({ updated: 1, errorCount: 1 });
    expect(result.errors).toEqual([{ line: 3, column: 1, code: 'held_order', value: '出荷待ち' }]);
    const verdicts = await apply(file);
    expect(verdicts[1]).toMatchObject({ kind: 'wrong', changes: [], error: { code: 'fraud_held' } });
    expect(store.order(held)?.phaseId).toBe(phaseIdOf.new);
    // Its own phase is no change, and cancelling is allowed.
    expect(await check('注文番号,フェーズ\ns-2,新規受付\ns-2,新規受付\n')).toMatchObject({ unchanged: 1 });
    expect(await check('注文番号,フェーズ\ns-2,キャンセル\n')).toMatchObject({ updated: 1, errorCount: 0 });
  });
});

describe('blank cells that empty fields', () => {
  const clear = { blankCells: 'clear' } as const;

  it('empty what may be empty of known orders, and say so before', async () => {
    const id = known(1);
    const edit = '注文番号,伝票番号,発送日,社内メモ\ns-1,1234,2026/11/05,電話する\n';
    await apply(edit);
    // A text of blanks is one, though no operator could enter it: it changes nothing.
    const blank = '注文番号,伝票番号,発送日,社内メモ\ns-1,,,  \n';
    expect(await check(blank)).toMatchObject({ unchanged: 1, cleared: 0 });
    expect(await check(blank, clear)).toMatchObject({
      updated: 1,
      cleared: 2,
      errorCount: 0,
      preview: [{ line: 2, cleared: ['shipping.slipNumber1', 'shipping.shipDate'] }],
    });
    await apply('注文番号,伝票番号,発送日,社内メモ\ns-1,,,\n', clear);
    const after = store.order(id);
    expect(after?.memo).toBe('');
    expect(after?.order?.shipping).toMatchObject({ slipNumber1: '', shipDate: null });
    expect(await check(blank.replace('  ', ''), clear)).toMatchObject({ unchanged: 1, cleared: 0 });
  });

  it('never empty what an order cannot do without', async () => {
    known(1);
    const before = byMallId('s-1');
    const fields = csvFields
      .filter((field) => !csvClears(field) && field.id !== 'mallOrderId')
      .map(({ id }) => id);
    for (const needed of ['phase', 'shop', 'recipient.lastName', 'recipient.zipCode', 'buyer.lastName']) {
      expect(fields).toContain(needed);
    }
    const columns = ['mallOrderId', ...fields].map((field, column) => ({ column, field }));
    const file = `${columns.map(({ field }) => field).join(',')}\ns-1${','.repeat(fields.length)}\n`;
    const change = { ...clear, columns };
    expect(await check(file, change)).toMatchObject({ unchanged: 1, cleared: 0, errorCount: 0 });
    await apply(file, change);
    expect(byMallId('s-1')).toEqual(before);
  });

  it('give way to what another row of the order says', async () => {
    known(1);
    const item = store.order(byMallId('s-1')?.id ?? 0)?.order?.lines[0]?.itemId;
    const file = `注文番号,商品コード,伝票番号\ns-1,${item},\ns-1,${item},77\ns-1,${item},\n`;
    expect(await check(file, clear)).toMatchObject({ updated: 1, cleared: 0, errorCount: 0 });
    await apply(file, clear);
    expect(byMallId('s-1')?.order?.shipping.slipNumber1).toBe('77');
  });

  it('mean nothing in new orders', async () => {
    await apply('注文番号,伝票番号,発送日,社内メモ\nn-1,,,\n', clear);
    expect(byMallId('n-1')).toMatchObject({ memo: '', order: { shipping: { slipNumber1: '' } } });
  });
});

describe('the progress of a check', () => {
  it('tells the bytes that were read, then the orders that were looked at', async () => {
    const { deps, mapping } = await prepared(`注文番号\n${'n-1\n'.repeat(40_000)}n-2\n`);
    const told: CsvCheckProgress[] = [];
    await checkFile(deps, name, mapping, at, { onProgress: (progress) => told.push(progress) });
    const total = (await deps.files.find(name))?.sizeBytes;
    const read = told.filter(({ step }) => step === 'reading');
    expect(read.length).toBeGreaterThan(1);
    expect(read.at(-1)).toEqual({ step: 'reading', done: total, total });
    expect(told.at(-1)).toEqual({ step: 'checking', done: 0, total: 2 });
  });

  it('ends with the reason of its signal', async () => {
    const rows = Array.from({ length: 500 }, (_, row) => `n-${row}`).join('\n');
    const { deps, mapping } = await prepared(`注文番号\n${rows}\n`);
    const cancel = new AbortController();
    const steps: string[] = [];
    const checking = checkFile(deps, name, mapping, at, {
      signal: cancel.signal,
      onProgress: ({ step, done }) => {
        steps.push(`${step} ${done}`);
        if (step === 'checking' && done === 200) cancel.abort(new Error('enough'));
      },
    });
    await expect(checking).rejects.toThrow('enough');
    expect(steps.at(-1)).toBe('checking 200');
  });
});

describe('what is wrong with a file', () => {
  const codes = async (text: string | Uint8Array, change: Partial<CsvMapping> = {}) =>
    (await check(text, change)).errors.map(({ line, column, code }) => [line, column, code]);

  it('is told by line and column', async () => {
    known(1);
    const text = [
      '注文番号,発送日,お届け先 郵便番号,フェーズ,商品コード,商品の数量',
      's-1,2026-02-30,,,,',
      's-1,,abc,,,',
      ',,,,,',
      ',2026-01-01,,,,',
      'a b,,,,,',
      'n-1,,,梱包中,,x',
      'n-2,2026-01-01,,,,',
      'n-2,2026-01-02,,,,',
      'n-3,,',
      'n-4,,,,,,7',
      'n-5,,,,,,',
      '"n-6,,,,,',
    ].join('\n');
    expect(await codes(text)).toEqual([
      [2, 1, 'value_invalid'],
      [5, 0, 'order_id_missing'],
      [6, 0, 'order_id_invalid'],
      [7, 3, 'phase_unknown'],
      [7, 5, 'value_invalid'],
      [9, 1, 'rows_disagree'],
      [10, null, 'too_few_columns'],
      [11, 6, 'too_many_columns'],
      [13, null, 'quote_unclosed'],
    ]);
    expect(await codes('注文番号,お届け先 郵便番号,商品コード\ns-1,abc,zzz\n')).toEqual([
      [2, 1, 'value_invalid'],
      [2, 2, 'line_unknown'],
    ]);
    expect(await codes(`注文番号,社内メモ\ns-1,${'x'.repeat(4_001)}\n`)).toEqual([[2, 1, 'value_too_long']]);
  });

  it('includes bytes that are no text, with the line even after line breaks in quotes', async () => {
    const bytes = Buffer.concat([
      encodeFitted('shift_jis', '注文番号,お届け先 姓\r\nn-1,"髙\r\n橋"\r\nn-2,'),
      Uint8Array.of(0x81, 0xff),
      encodeFitted('shift_jis', '\r\nn-3,﨑\r\n'),
    ]);
    const mapping = {
      encoding: 'shift_jis',
      columns: [
        { column: 0, field: 'mallOrderId' },
        { column: 1, field: 'recipient.lastName' },
      ],
    } as const;
    expect(await codes(new Uint8Array(bytes), { ...mapping, columns: [...mapping.columns] })).toEqual([
      [4, 1, 'not_decodable'],
    ]);
  });

  it('cannot be hidden by many errors: all are counted, the first thousand shown', async () => {
    const result = await check(`注文番号,発送日\n${'n-1,never\n'.repeat(1_500)}`);
    expect(result.errorCount).toBe(1_500);
    expect(result.errors).toHaveLength(1_000);
  });
});

describe('requireMapping', () => {
  const columns = (...fields: string[]) => ({ columns: fields.map((field, column) => ({ column, field })) });

  it('refuses what decides over a hold, and what is no mapping', () => {
    for (const wrong of [
      columns('mallOrderId', 'fraudHold'),
      columns('mallOrderId', 'publishedAt'),
      columns('mallOrderId', 'nothing'),
      columns('mallOrderId', 'memo', 'memo'),
      columns('memo'),
    ]) {
      expect(() => requireMapping(wrong)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    }
    expect(() => requireMapping(columns('mallOrderId', 'memo'))).not.toThrow();
  });
});
