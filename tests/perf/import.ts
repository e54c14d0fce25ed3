import { SaxesParser } from 'saxes';
import type { Change } from '#main/core/ports/store.ts';
import { createTestStore, origin, shopId } from '#main/db/testing/test-store.ts';
import { parseOrderInfo } from '#main/malls/yahoo/index.ts';
import { generateOrder, orderInfoXml } from '#simulators/yahoo/index.ts';
import { median, timed, type Verdict } from './measure.ts';

const perRound = 1_000;
const rounds = 8;
const warmUps = 2;
/** Orders per commit, as the importer writes them when answers come in fast. */
const perCommit = 200;
const leastPerSecond = 1_200;
const mostSaxesPasses = 2.5;

const runId = '00000000-0000-4000-8000-00000000aaaa';

/**
 * From orderInfo bytes to committed rows: parsed, and committed with lines, details, raw answer, history, search
 * index, counts and the run's progress; beside it, one bare saxes pass over the same bytes. Both alternate, so
 * that a busy machine slows both sides of a ratio alike.
 */
export function measureImport(): Verdict[] {
  const { store, close } = createTestStore();
  store.commit(
    [
      {
        kind: 'run.start',
        run: {
          id: runId,
          batchId: runId,
          shopId: shopId(),
          trigger: 'manual',
          startedAt: 1,
          periodFrom: 0,
          periodTo: 1,
        },
      },
    ],
    origin(),
  );
  const rates: number[] = [];
  const ratios: number[] = [];
  let bytes = 0;
  for (let round = 0; round < rounds + warmUps; round++) {
    const orders = Array.from({ length: perRound }, (_, at) => generateOrder(1, round * perRound + at));
    const answers = orders.map((order) => new TextEncoder().encode(orderInfoXml(order)));
    store.commit(
      [{ kind: 'run.found', runId, mallOrderIds: answers.map((raw) => parseOrderInfo(raw).mallOrderId) }],
      origin(),
    );
    const bare = timed(() => {
      for (const raw of answers) new SaxesParser().write(new TextDecoder().decode(raw)).close();
    });
    const ours = timed(() => {
      for (let at = 0; at < answers.length; at += perCommit) {
        store.commit(answers.slice(at, at + perCommit).map(importChange), origin());
        store.importRun(runId);
      }
    });
    if (round < warmUps) continue;
    rates.push((perRound / ours) * 1_000);
    ratios.push(ours / bare);
    bytes += answers.reduce((sum, raw) => sum + raw.length, 0);
  }
  const imported = store.importRun(runId)?.progress.counts.created;
  if (imported !== perRound * (rounds + warmUps)) throw new Error(`Only ${imported} orders were imported`);
  close();

  const [rate, ratio] = [median(rates), median(ratios)];
  const size = `${(bytes / rounds / perRound / 1_000).toFixed(1)} kB each, ${perCommit} a commit`;
  return [
    {
      what: 'import, orders per second',
      target: `≥ ${leastPerSecond}`,
      value: `${rate.toFixed(0)}  (slowest round ${Math.min(...rates).toFixed(0)}; ${size})`,
      isMet: rate >= leastPerSecond,
    },
    {
      what: 'import, bare saxes passes',
      target: `≤ ${mostSaxesPasses}`,
      value: `${ratio.toFixed(2)}  (worst round ${Math.max(...ratios).toFixed(2)})`,
      isMet: ratio <= mostSaxesPasses,
    },
  ];
}

function importChange(raw: Uint8Array): Change {
  return { kind: 'order.import', runId, shopId: shopId(), order: parseOrderInfo(raw), raw, phaseIfNew: 2 };
}
