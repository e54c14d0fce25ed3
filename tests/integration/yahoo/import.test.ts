import { afterEach, describe, expect, it } from 'vitest';
import { yahooVerdicts } from '#main/malls/yahoo/index.ts';
import { mallOrderSchema } from '#shared/domain/order.ts';
import { day, noon, YahooShop, type YahooShopOptions } from './yahoo-shop.ts';

let shop: YahooShop;
afterEach(() => shop.close());

async function connected(options: YahooShopOptions = {}): Promise<YahooShop> {
  shop = await YahooShop.start(options);
  await shop.consent();
  shop.simulator.control.resetCounters();
  return shop;
}

describe('consent, listing and fetching over HTTP', () => {
  it('takes a shop from consent to complete orders, in every roughness of the answers', async () => {
    await connected({ orders: 30 });
    for (const level of [0, 1, 2] as const) {
      shop.simulator.control.roughness({ level });
      const refs = await shop.find();
      expect(refs).toHaveLength(30);
      for (const { mallOrderId, mallVersion } of refs) {
        const fetched = await shop.fetch(mallOrderId);
        if (!fetched.ok) throw fetched.error;
        expect(mallOrderSchema.parse(fetched.order)).toEqual(fetched.order);
        expect(fetched.order.mallVersion).toBe(mallVersion);
        const stored = shop.simulator.control.getOrder({ sellerId: 'teststore', orderId: mallOrderId });
        expect(fetched.order.money.totalYen).toBe(stored.detail.TotalPrice);
        expect(fetched.order.lines.map((line) => [line.itemId, line.quantity, line.unitPriceYen])).toEqual(
          stored.lines.map(({ fields }) => [fields.ItemId, fields.Quantity, fields.UnitPrice]),
        );
      }
    }
    expect(new Set(shop.events.map((event) => event.kind === 'verdict' && event.value))).toEqual(
      new Set(['authorized']),
    );
  });

  it('works for an application without a secret', async () => {
    await connected({
      orders: 1,
      secret: false,
      simulator: { shops: [{ sellerId: 'teststore', clientSecret: null, orders: { count: 1 } }] },
    });
    expect(await shop.find()).toHaveLength(1);
  });

  it('finds by [from, to) to the second and brings held and just-placed orders', async () => {
    await connected({ orders: 50 });
    const all = await shop.find();
    const times = new Map<string, number>();
    for (const { mallOrderId } of all) {
      const fetched = await shop.fetch(mallOrderId);
      if (fetched.ok) times.set(mallOrderId, fetched.order.orderedAt);
    }
    const middle = [...times.values()].sort((a, b) => a - b)[25] ?? 0;
    const ids = (from: number, to: number) =>
      [...times].filter(([, at]) => at >= from && at < to).map(([id]) => id);
    const found = async (from: number, to: number) =>
      (await shop.find(from, to)).map((ref) => ref.mallOrderId);
    expect((await found(middle, noon)).sort()).toEqual(ids(middle, noon).sort());
    expect((await found(noon - 60 * day, middle)).sort()).toEqual(ids(noon - 60 * day, middle).sort());

    const held = all[0]?.mallOrderId ?? '';
    shop.simulator.control.patchOrder({
      sellerId: 'teststore',
      orderId: held,
      patch: { order: { FraudHoldStatus: 1 } },
    });
    expect(await found(noon - 60 * day, noon + 1)).toContain(held);
    const fetched = await shop.fetch(held);
    expect(fetched.ok && fetched.order.fraudHold).toBe('under_review');
  });

  it('pages through a list longer than one page without a gap or a repetition', async () => {
    await connected({ orders: 4100 });
    const ids = (await shop.find()).map((ref) => ref.mallOrderId);
    expect(ids).toHaveLength(4100);
    expect(new Set(ids).size).toBe(4100);
    expect(shop.calls('orderList')).toBe(3);
  });

  it('reports every verdict of the mall, known or not', async () => {
    await connected({ orders: 1 });
    for (const verdict of [...yahooVerdicts, 'Some-New-Verdict']) {
      shop.events.length = 0;
      shop.simulator.control.addFault({
        path: 'orderList',
        action: { kind: 'headers', headers: { 'X-SWS-Authorize-Status': verdict } },
      });
      await shop.find();
      expect(shop.events).toEqual([{ kind: 'verdict', value: verdict, signed: true, at: noon, under: null }]);
    }
  });

  it('says that an unsigned call was unsigned, and sends nothing with half a key', async () => {
    await connected({ orders: 1, signed: false });
    await shop.find();
    expect(shop.events).toEqual([{ kind: 'verdict', value: 'none', signed: false, at: noon, under: null }]);
    shop.simulator.control.resetCounters();
    shop.secrets.values.set('public-key-version', '1');
    await expect(shop.find()).rejects.toMatchObject({ code: 'key_missing' });
    expect(shop.calls('orderList')).toBe(0);
  });

  it('keeps a full pause between calls of one URL as the mall sees them, whoever calls', async () => {
    await connected({ orders: 4, requestsPerSecond: 5, simulator: { requestsPerSecond: 5 } });
    const arrivals: number[] = [];
    shop.simulator.control.time({ offset: noon - Date.now() });
    const ids = ['teststore-10000001', 'teststore-10000002', 'teststore-10000003', 'teststore-10000004'];
    const fetched = await Promise.all(ids.map((id) => shop.fetch(id)));
    expect(fetched.every((order) => order.ok)).toBe(true);
    for (const entry of shop.simulator.control.journal({ path: 'orderInfo' })) arrivals.push(entry.at);
    expect(arrivals).toHaveLength(4);
    const gaps = arrivals.slice(1).map((at, index) => at - (arrivals[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(198);
  });
});
