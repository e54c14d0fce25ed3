import { loadavg } from 'node:os';
import type { Store } from '#main/core/ports/store.ts';
import { openStore } from '#main/db/open-store.ts';
import { importChange, origin, silentLog } from '#main/db/testing/test-store.ts';
import { conditionOperators } from '#shared/domain/condition-operators.ts';
import type { ConditionGroup, ConditionOperator } from '#shared/domain/order-condition.ts';
import type { OrderFilter, OrderSort } from '#shared/domain/order-query.ts';
import { generateOrder } from './generate-order.ts';
import { generatorSeed, largeDatabase } from './large-list.ts';
import { atMost, printVerdicts, stopwatch, timed, type Verdict } from './measure.ts';

/**
 * What the filter builder costs on a large list: node tests/perf/filters.ts [orders] [--cpu]. Times are this process's
 * CPU time with --cpu. Exits 1 when a budget is missed.
 */
const count = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 1_000_000);
/** The newest order of the generated list is of this day. */
const now = Date.UTC(2026, 10, 20, 3);
const windowRows = 100;

/** `field operator values…` as one and-group. */
function where(...conditions: string[]): OrderFilter {
  return { where: { join: 'and', parts: conditions.map(condition) } };
}

function condition(text: string): ConditionGroup['parts'][number] {
  const [field = '', operator, ...values] = text.split(' ');
  if (!isOperator(operator)) throw new Error(`No operator in ${text}`);
  return { field, operator, values };
}

const isOperator = (word: string | undefined): word is ConditionOperator =>
  conditionOperators.some((operator) => operator === word);

const either: OrderFilter = {
  where: {
    join: 'or',
    parts: [
      condition('buyer.prefecture equals 沖縄県'),
      {
        join: 'and',
        parts: ['money.totalYen at_least 90000', 'shipping.needGiftWrap is_true'].map(condition),
      },
      condition('notes contains 電話'),
    ],
  },
};

/** Typical filters of ten views. */
const filters: Readonly<Record<string, OrderFilter>> = {
  'memo contains 至急': where('memo contains 至急'),
  'item code equals item-1234': where('lines.itemId equals item-1234'),
  'points at least 1,000': where('money.pointsYen at_least 1000'),
  'phone ends with 1234': where('buyer.phone ends_with 1234'),
  'delivery today to today+3': where('shipping.requestDate between today today+3'),
  'or-group over three tables': either,
  'address contains ハイツ１０１': where('recipient.address2 contains ハイツ１０１'),
  'no slip number, ordered since a month': where(
    'shipping.slipNumber1 is_empty',
    'orderedAt at_least today-30',
  ),
  'title contains りんご, unit price': where(
    'lines.title contains りんご',
    'lines.unitPriceYen at_least 7900',
  ),
  overdue: { isOverdue: true },
};

const sorts: readonly OrderSort[] = [
  { column: 'orderedAt', direction: 'desc' },
  { column: 'totalYen', direction: 'desc' },
  { column: 'buyerName', direction: 'asc' },
];

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const windowOf = (store: Store, filter: OrderFilter, sort: OrderSort, offset = 0) =>
  store.orderWindow({ filter, search: '', sort, offset, limit: windowRows });

/** Asks until the window is exact, now and then, as a screen does that follows the notices; ms. */
async function untilExact(store: Store, filter: OrderFilter, sort: OrderSort): Promise<number> {
  const elapsed = stopwatch();
  while (!windowOf(store, filter, sort).totalIsExact) {
    for (let time = 0; time < 20; time++) await turn();
  }
  return elapsed();
}

async function measure(store: Store): Promise<Verdict[]> {
  const firsts: number[] = [];
  const resorted: number[] = [];
  const wholes: number[] = [];
  const [usual = sorts[0] as OrderSort, ...others] = sorts;
  for (const [name, filter] of Object.entries(filters)) {
    const first = timed(() => windowOf(store, filter, usual));
    firsts.push(first);
    const { rows, total, totalIsExact } = windowOf(store, filter, usual);
    const soFar = `${rows.length} rows of ${total}${totalIsExact ? '' : '+'}`;
    const whole = await untilExact(store, filter, usual);
    wholes.push(whole);
    const exact = windowOf(store, filter, usual).total;
    console.log(
      `${name}: first ${first.toFixed(0)} ms (${soFar}), complete after ${whole.toFixed(0)} ms: ${exact}`,
    );
    for (const sort of others) resorted.push(timed(() => windowOf(store, filter, sort)));
    await turn();
  }
  return [
    atMost('first window of a condition never asked before', 60, firsts),
    atMost('the same filter in another order', 60, resorted),
    atMost('until a condition is known for every order', 10_000, wholes),
  ];
}

/** Counts with ten views of free conditions, also right after commits. */
async function measureCounts(store: Store): Promise<Verdict[]> {
  store.commit(
    Object.entries(filters).map(([name, filter], at) => ({
      kind: 'view.save' as const,
      view: {
        id: `perf-${at}`,
        name: name.slice(0, 40),
        filter,
        search: '',
        sort: sorts[0] as OrderSort,
        isShared: false,
      },
    })),
    origin(now),
  );
  const cold = timed(() => store.orderCounts());
  for (;;) {
    if (store.orderCounts().views.every(({ exact }) => exact)) break;
    for (let time = 0; time < 20; time++) await turn();
  }
  const warm: number[] = [];
  for (let time = 0; time < 100; time++) warm.push(timed(() => store.orderCounts()));
  const afterCommits: number[] = [];
  for (let time = 0; time < 40; time++) {
    const changes = Array.from({ length: 20 }, (_, at) => {
      const { order } = generateOrder(generatorSeed, time * 50 + at, count);
      return importChange({ ...order, mallVersion: `${Date.now()}-${time}`, notes: `${Date.now()}` });
    });
    store.commit(changes, origin(now + time));
    afterCommits.push(timed(() => store.orderCounts()));
    await turn();
  }
  return [
    atMost('counts, asked for the first time', 20, [cold]),
    atMost('counts of ten views of conditions', 20, warm),
    atMost('counts right after a commit of 20 orders', 20, afterCommits),
  ];
}

async function main(): Promise<void> {
  console.log(`Node ${process.version}, load average ${loadavg()[0]?.toFixed(1)}`);
  const store = openStore({ file: largeDatabase(count), log: silentLog, now: () => now });
  try {
    const verdicts = [...(await measure(store)), await measureTurns(store), ...(await measureCounts(store))];
    printVerdicts(verdicts);
    process.exitCode = verdicts.every(({ isMet }) => isMet) ? 0 : 1;
  } finally {
    for (const { id } of store.views().filter(({ builtIn }) => !builtIn)) {
      store.commit([{ kind: 'view.remove', viewId: id }], origin(now));
    }
    store.close();
  }
}

/** How long the event loop is held while a condition on every order, without any index, is looked for. */
async function measureTurns(store: Store): Promise<Verdict> {
  const turns: number[] = [];
  const looking = untilExact(
    store,
    where('buyer.city not_contains 西', 'buyer.zipCode ends_with 77'),
    sorts[0] as OrderSort,
  ).then(() => true);
  for (let isDone = false; !isDone; ) {
    const elapsed = stopwatch();
    isDone = await Promise.race([looking, turn().then(() => false)]);
    turns.push(elapsed());
  }
  return atMost('event loop turn while orders are looked for', 30, turns);
}

await main();
