import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { parseOrderInfoOf } from '#main/malls/yahoo/order-info.ts';
import { parseOrderList } from '#main/malls/yahoo/order-list.ts';
import { AppError } from '#shared/domain/errors.ts';
import { type MallOrder, mallOrderSchema } from '#shared/domain/order.ts';
import { generateOrder, orderInfoXml } from '#simulators/yahoo/index.ts';

/** Numbers in [0, 1) from a seed (mulberry32): every run mutates alike. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;
const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const leaf = /<([A-Za-z0-9]+)>(?:<!\[CDATA\[[^\]]*\]\]>|[^<]*)<\/\1>/g;
const oneLeaf = (random: Random, xml: string): RegExpMatchArray => pick(random, [...xml.matchAll(leaf)]);

/** Replaces the content of the first element of a name. */
const withContent = (xml: string, name: string, content: string): string =>
  xml.replace(new RegExp(`<${name}(?:\\s*/>|>[\\s\\S]*?</${name}>)`), () => `<${name}>${content}</${name}>`);

const typed = [
  'OrderTime',
  'LastUpdateTime',
  'IsSeen',
  'IsSplit',
  'PayDate',
  'ShipDate',
  'UnitPrice',
  'Quantity',
].concat(['LineId', 'TotalPrice', 'UsePoint', 'Discount', 'ItemTaxRatio', 'FraudHoldStatus', 'NeedGiftWrap']);
const needed = [
  'OrderId',
  'OrderTime',
  'OrderStatus',
  'PayStatus',
  'ShipStatus',
  'TotalPrice',
  'LineId',
  'ItemId',
].concat(['UnitPrice', 'Quantity', 'Pay', 'Ship', 'Detail', 'OrderInfo', 'Result', 'Status']);
const wrong = [
  'abc',
  '12.5',
  '１２',
  '1e9',
  '0x10',
  'NaN',
  '2026-02-30',
  '99999999999999',
  'true!',
  '&lt;1&gt;',
  '<b>1</b>',
];
const entities = ['&xxe;', '&nbsp;', '&#0;', '&#xD800;', '&#x110000;', '&', '&amp', '&lol9;'];

/** `must`: the mutation makes the answer unusable whatever the order; otherwise it may still be sound. */
interface Mutation {
  readonly must: boolean;
  readonly raw: Uint8Array;
}

const mutations: Record<string, (xml: string, random: Random) => Mutation> = {
  cut: (xml, random) => {
    const raw = bytes(xml.trimEnd());
    return { must: true, raw: raw.slice(0, Math.floor(random() * (raw.length - 1))) };
  },
  encoding: (xml, random) => ({
    must: true,
    raw: iconv.encode(
      xml
        .replace('</BuyerComments>', '')
        .replace(/<BuyerComments[^<]*/, '<BuyerComments>日本語</BuyerComments>'),
      pick(random, ['shift_jis', 'euc-jp', 'utf16le', 'utf16be']),
    ),
  }),
  bytes: (xml, random) => {
    const raw = bytes(xml);
    for (let i = 0; i < 8; i++) raw[Math.floor(random() * raw.length)] = 0x80 + Math.floor(random() * 0x80);
    return { must: false, raw };
  },
  type: (xml, random) => ({
    must: true,
    raw: bytes(withContent(xml, pick(random, typed), pick(random, wrong))),
  }),
  huge: (xml, random) => ({
    must: true,
    raw: bytes(xml.replace('</OrderId>', `${'9'.repeat(60 + Math.floor(random() * 100_000))}</OrderId>`)),
  }),
  html: (_xml, random) => ({
    must: true,
    raw: bytes(
      pick(random, [
        '<!DOCTYPE html><html><head><title>503</title></head><body><h1>ただいま混雑しています</h1></body></html>',
        '<html><body>Service Unavailable<br></body></html>',
        'Bad Gateway',
        '{"error":"no"}',
        '',
      ]),
    ),
  }),
  deep: (xml, random) => {
    const depth = 30 + Math.floor(random() * 3000);
    return {
      must: true,
      raw: bytes(xml.replace('<OrderInfo>', `<OrderInfo>${'<x>'.repeat(depth)}${'</x>'.repeat(depth)}`)),
    };
  },
  entity: (xml, random) => {
    const at = oneLeaf(random, xml);
    const name = at[1] ?? '';
    return {
      must: true,
      raw: bytes(xml.replace(at[0], () => `<${name}>${pick(random, entities)}</${name}>`)),
    };
  },
  doctype: (xml, random) => {
    const doctype = pick(random, [
      '<!DOCTYPE ResultSet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
      '<!DOCTYPE ResultSet SYSTEM "file:///etc/passwd">',
      '<!DOCTYPE ResultSet>',
    ]);
    return { must: true, raw: bytes(xml.replace('<ResultSet', `${doctype}<ResultSet`)) };
  },
  repeated: (xml, random) => {
    const name = pick(random, needed);
    const element = new RegExp(`<${name}>[\\s\\S]*?</${name}>`);
    return { must: true, raw: bytes(xml.replace(element, (found) => found + found)) };
  },
  missing: (xml, random) => {
    const name = pick(random, needed);
    return { must: true, raw: bytes(xml.replace(new RegExp(`<${name}>[\\s\\S]*?</${name}>`), '')) };
  },
  anyLeafTwice: (xml, random) => {
    const [found] = oneLeaf(random, xml);
    return { must: false, raw: bytes(xml.replace(found, () => found + found)) };
  },
  anyLeafGone: (xml, random) => ({ must: false, raw: bytes(xml.replace(oneLeaf(random, xml)[0], '')) }),
};

const kinds = Object.keys(mutations);
const runs = 1_000;

describe(`${runs} mutated orderInfo answers`, () => {
  it('each give a whole order or one clear error, never anything between', () => {
    const random = randomOf(20261122);
    const seen = new Map<string, number>();
    for (let run = 0; run < runs; run++) {
      const order = generateOrder(11, run);
      const xml = orderInfoXml(order, { roughness: 0 });
      const kind = kinds[run % kinds.length] as string;
      const mutated = mutations[kind]?.(xml, random);
      if (mutated === undefined) throw new Error(kind);
      const outcome = outcomeOf(mutated.raw, order.order.OrderId);
      if (outcome instanceof AppError) {
        expect(outcome.code).toBe('mall_answer_broken');
        expect(outcome.details.reason).toBeTypeOf('string');
        const key = `${kind}: ${outcome.details.reason}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      } else {
        expect(mutated.must, `${kind} in run ${run} was accepted`).toBe(false);
        expect(mallOrderSchema.parse(outcome)).toEqual(outcome);
        expect(outcome.lines).toHaveLength(order.lines.length);
      }
    }
    expect([...seen.keys()].map((key) => key.split(':')[0])).toEqual(
      expect.arrayContaining(kinds.filter((kind) => kind !== 'anyLeafGone')),
    );
  });

  it('say nothing of what stood in the answer', () => {
    const xml = orderInfoXml(generateOrder(11, 1), { roughness: 0 });
    const outcome = outcomeOf(bytes(withContent(xml, 'PayDate', 'SECRET-VALUE')), 'x');
    expect(outcome).toBeInstanceOf(AppError);
    expect(JSON.stringify(outcome instanceof AppError && outcome.toShape())).not.toContain('SECRET-VALUE');
  });
});

function outcomeOf(raw: Uint8Array, orderId: string): MallOrder | AppError {
  try {
    return parseOrderInfoOf(raw, orderId);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

describe('mutated orderList answers', () => {
  const row = (id: string) =>
    `<OrderInfo><Index>1</Index><OrderId>${id}</OrderId><Version>2</Version></OrderInfo>`;
  const list = (rows: string, total = '2') =>
    `<Result><Status>OK</Status><Search><TotalCount>${total}</TotalCount>${rows}</Search></Result>`;

  it('skips the empty rows and reads one row like many', () => {
    expect(parseOrderList(bytes(list('<OrderInfo />'))).rows).toEqual([]);
    expect(parseOrderList(bytes(list('<OrderInfo></OrderInfo>', '0'))).rows).toEqual([]);
    expect(parseOrderList(bytes(list(row('a')))).rows.map(({ ref }) => ref.mallOrderId)).toEqual(['a']);
    expect(
      parseOrderList(bytes(list(`${row('a')}<OrderInfo><Index>2</Index></OrderInfo>${row('b')}`))).rows,
    ).toHaveLength(2);
  });

  it.each([
    ['cut', list(row('a')).slice(0, 90)],
    ['field_missing', list(row('a'), '')],
    ['field_invalid', list(row('a'), '-1')],
    ['element_missing', '<Result><Status>OK</Status></Result>'],
    ['field_invalid', '<Result><Status>?</Status></Result>'],
    ['unexpected_root', '<ResultSet><Result/></ResultSet>'],
    ['field_repeated', list('<OrderInfo><OrderId>a</OrderId><OrderId>b</OrderId></OrderInfo>')],
  ])('are refused: %s', (reason, xml) => {
    expect(() => parseOrderList(bytes(xml))).toThrow(
      expect.objectContaining({ code: 'mall_answer_broken', details: expect.objectContaining({ reason }) }),
    );
  });
});
