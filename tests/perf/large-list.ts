import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '#main/core/ports/store.ts';
import { migrations } from '#main/db/migrations/index.ts';
import { openStore } from '#main/db/open-store.ts';
import { buildLargeDatabase } from '#main/db/testing/build-large.ts';
import { seededRandom } from '#main/db/testing/sample-orders.ts';
import { silentLog } from '#main/db/testing/test-store.ts';
import type { PhaseId } from '#shared/domain/ids.ts';
import type { OrderFilter, OrderSort } from '#shared/domain/order-query.ts';
import { orderSortColumns } from '#shared/domain/order-query.ts';
import { generateOrder } from './generate-order.ts';
import { atMost, timed, type Verdict } from './measure.ts';

/** Of the orders in the large database. */
export const generatorSeed = 1;
/** Raise it when generate-order.ts or build-large.ts makes other data. */
const generatorVersion = 1;
const windowRows = 100;

/**
 * The file of a large database, built when there is none for this schema yet (some minutes for a million). `allIn` puts
 * every order into one phase.
 */
export function largeDatabase(count: number, allIn?: PhaseId): string {
  const schema = createHash('sha256')
    .update(migrations.map(({ sql }) => sql).join('\n') + generatorVersion)
    .digest('hex')
    .slice(0, 12);
  const folder = join(tmpdir(), 'juchuban-perf');
  const where = allIn === undefined ? '' : `-in-${allIn}`;
  const file = join(folder, `orders-${count}${where}-${schema}.db`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${file}.unfinished`;
  for (const end of ['', '-wal', '-shm', '.lock']) rmSync(unfinished + end, { force: true });
  const started = performance.now();
  buildLargeDatabase(
    unfinished,
    count,
    (number) => {
      const generated = generateOrder(generatorSeed, number, count);
      return allIn === undefined ? generated : { ...generated, phaseId: allIn };
    },
    (done) => {
      const seconds = ((performance.now() - started) / 1_000).toFixed(0);
      if (done % 100_000 === 0 || done === count)
        console.log(`built ${done} of ${count} orders, ${seconds} s`);
    },
  );
  renameSync(unfinished, file);
  console.log(`${file}: ${(statSync(file).size / 1e9).toFixed(2)} GB`);
  return file;
}

/** Every query the list asks, on a large database, with parameters drawn from a seed. */
export function measureLargeList(count: number): Verdict[] {
  const file = largeDatabase(count);
  const opens: number[] = [];
  for (let time = 0; time < 8; time++) {
    opens.push(timed(() => openStore({ file, log: silentLog }).close()));
  }
  const store = openStore({ file, log: silentLog });
  try {
    return [
      atMost('open to ready', 400, opens),
      atMost('first window: every view × sort × direction', 20, firstWindows(store)),
      atMost(
        'counts of all views and phases',
        20,
        repeated(200, () => store.orderCounts()),
      ),
      atMost('search: part of a name', 60, searches(store, count, namePart)),
      atMost('search: phone tail', 60, searches(store, count, phoneTail)),
      atMost('search: order id', 60, searches(store, count, orderId)),
      atMost('search: item words', 60, searches(store, count, itemWords)),
      atMost('window at row 900,000 of 1,000,000: every sort', 60, deepWindows(store, count * 0.9, 0)),
      atMost('window anywhere in the list: every sort', 100, deepWindows(store, 0, count - windowRows)),
      atMost('one order with history and raw answers', 20, details(store, count)),
    ];
  } finally {
    store.close();
  }
}

const repeated = (times: number, work: () => unknown): number[] =>
  Array.from({ length: times }, () => timed(work));

const ask = (
  store: Store,
  question: { filter?: OrderFilter; search?: string; sort?: OrderSort; offset?: number },
): number =>
  timed(() =>
    store.orderWindow({
      filter: question.filter ?? {},
      search: question.search ?? '',
      sort: question.sort ?? { column: 'orderedAt', direction: 'desc' },
      offset: question.offset ?? 0,
      limit: windowRows,
    }),
  );

const allSorts: readonly OrderSort[] = orderSortColumns.flatMap((column) => [
  { column, direction: 'asc' },
  { column, direction: 'desc' },
]);

/** All combinations in a random order, twice, so that no two neighbours warm each other. */
function firstWindows(store: Store): number[] {
  const random = seededRandom(11);
  const combinations = [...store.views(), ...store.views()].flatMap(({ filter }) =>
    allSorts.map((sort) => ({ filter, sort, rank: random() })),
  );
  return combinations.sort((left, right) => left.rank - right.rank).map((question) => ask(store, question));
}

function deepWindows(store: Store, from: number, spread: number): number[] {
  const random = seededRandom(12);
  return [...allSorts, ...allSorts, ...allSorts].map((sort) =>
    ask(store, { sort, offset: Math.floor(from + random() * (spread || 5_000)) }),
  );
}

type Pick = (random: () => number, order: ReturnType<typeof generateOrder>['order']) => string;

/** Searches for something of a random order that exists; each text is asked once. */
function searches(store: Store, count: number, pick: Pick): number[] {
  const random = seededRandom(13);
  return Array.from({ length: 150 }, () => {
    const { order } = generateOrder(generatorSeed, Math.floor(random() * count), count);
    return ask(store, {
      search: pick(random, order),
      sort: allSorts[Math.floor(random() * allSorts.length)] ?? {
        column: 'orderedAt',
        direction: 'desc',
      },
    });
  });
}

const namePart: Pick = (random, { buyer }) => {
  const names = [
    buyer.lastName,
    buyer.firstName,
    buyer.lastName + buyer.firstName,
    `${buyer.lastName} ${buyer.firstName}`,
    buyer.lastNameKana,
    buyer.lastNameKana.slice(0, 3) || buyer.lastName,
    (buyer.lastName + buyer.firstName).slice(1),
  ];
  return names[Math.floor(random() * names.length)] ?? buyer.lastName;
};
const phoneTail: Pick = (random, { buyer }) => buyer.phone.slice(random() < 0.7 ? -4 : -9);
const orderId: Pick = (random, { mallOrderId }) =>
  random() < 0.5 ? mallOrderId : mallOrderId.slice(random() < 0.5 ? -8 : -6);
const itemWords: Pick = (random, { lines }) => {
  const [line] = lines;
  const title = line?.title ?? '';
  const words = [line?.itemId ?? '', title.slice(1, 5), title.slice(4, 9), title.split(' ').at(-1) ?? ''];
  return words[Math.floor(random() * words.length)] ?? title;
};

function details(store: Store, count: number): number[] {
  const random = seededRandom(14);
  return repeated(200, () => {
    const id = 1 + Math.floor(random() * count);
    return [store.order(id), store.orderHistory(id), store.orderRaw(id)];
  });
}
