import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '#main/db/testing/sample-orders.ts';
import type { MallOperation } from '#shared/domain/mall-operation.ts';
import { OutboxWorld } from '../../integration/outbox/outbox-world.ts';

/** How often the sending process is killed; `npm run test:faults` asks for 300 kills over 3,000 operations. */
const kills = Number(process.env.OUTBOX_KILLS ?? 10);
const operations = Number(process.env.OUTBOX_OPERATIONS ?? 150);
const perOrder = 3;
/** Commits of the sending process for one operation, about: a kill falls after any of them … */
const stepsPerOperation = 5;
/** … so that the kills are spread over most of the work, however fast it goes … */
const stepsPerKill = (operations * stepsPerOperation * 0.8) / kills;
/** … and at any moment of what comes next, in ms. */
const killWithinMs = 30;
const seed = 20_261_122;

let world: OutboxWorld;
beforeAll(async () => {
  world = await OutboxWorld.start({ sends: false });
});
afterAll(() => world.close());

it(`tells the mall everything once, in order, when the process is killed ${kills} times and every fifth answer is lost`, {
  timeout: 1_800_000,
}, async () => {
  const random = seededRandom(seed);
  const wanted = new Map<string, string[]>();
  for (let number = 1; number * perOrder <= operations; number++) {
    const { id, mallOrderId } = await world.order(number);
    const plan = planOf(number, random);
    for (const { operation } of plan) await world.enqueue(id, operation);
    wanted.set(
      mallOrderId,
      plan.map(({ change }) => change),
    );
  }
  const { control } = world.simulator;
  control.addFault({
    path: 'Change',
    chance: 0.2,
    count: null,
    action: { kind: 'reset', afterProcessing: true },
  });
  control.addFault({ path: 'Change', chance: 0.02, count: null, action: { kind: 'reset' } });
  control.addFault({
    path: 'Change',
    chance: 0.02,
    count: null,
    action: { kind: 'error', status: 503, code: 'ed-00002' },
  });

  const input = await world.handOver(1_000);
  let killed = 0;
  let outcome = '';
  while (outcome !== 'drained') {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'outbox-child.ts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.end(input);
    const kill = { afterSteps: Math.floor(random() * 2 * stepsPerKill), ms: random() * killWithinMs };
    outcome = await run(child, killed < kills ? kill : null);
    if (outcome === 'killed') killed += 1;
    else expect(outcome).toBe('drained');
  }
  expect(killed).toBeGreaterThanOrEqual(kills * 0.9);

  world.takeBack();
  const arrived = new Map<string, string[]>();
  for (const { orderId, change } of control.acceptedWrites())
    arrived.set(orderId, [...(arrived.get(orderId) ?? []), change]);
  expect(arrived).toEqual(wanted);
  expect(world.store.outbox.counts()).toEqual([{ state: 'done', count: operations }]);
  expect(control.refusedWrites()).toEqual([]);
  // The journal keeps the latest requests only.
  const told = control.journal({ path: 'Change' });
  const lost = told.filter(({ faults }) => faults.includes('reset')).length;
  expect(lost).toBeGreaterThan(told.length * 0.1);
});

/** What is told about one order, and how the mall will note it. */
function planOf(number: number, random: () => number): { operation: MallOperation; change: string }[] {
  const slipNumber = String(100_000_000_000 + number);
  const day = String(1 + Math.floor(random() * 27)).padStart(2, '0');
  const ship: { operation: MallOperation; change: string } = {
    operation: {
      kind: 'ship',
      shipStatus: 'shipped',
      shipDate: `2026-06-${day}`,
      arrivalDate: null,
      carrierCode: '1001',
      slipNumber,
      slipEmptyReason: '',
    },
    change: `Order(Ship(ShipStatus=3 ShipCompanyCode=1001 ShipInvoiceNumber1=${slipNumber} ShipDate=202606${day}))`,
  };
  const pay: { operation: MallOperation; change: string } = {
    operation: { kind: 'pay', payStatus: 'paid', payDate: `2026-06-${day}` },
    change: `Order(Pay(PayStatus=1 PayDate=202606${day}))`,
  };
  const end: { operation: MallOperation; change: string } =
    random() < 0.5
      ? { operation: { kind: 'status', to: 'completed' }, change: 'Order(OrderStatus=5)' }
      : {
          operation: { kind: 'cancel', reason: '130', detail: '' },
          change: 'Order(OrderStatus=4 CancelReason=130)',
        };
  return random() < 0.5 ? [ship, pay, end] : [pay, ship, end];
}

/** Lets the child work until it is killed, or to its end; says how it ended. */
async function run(child: ChildProcess, kill: { afterSteps: number; ms: number } | null): Promise<string> {
  if (child.stdout === null) throw new Error('The child writes to a pipe');
  let outcome = kill === null ? 'ended' : 'killed';
  let steps = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'drained') outcome = line;
    if (line === 'step') steps += 1;
    if (kill !== null && line === 'step' && steps === kill.afterSteps + 1)
      setTimeout(() => child.kill('SIGKILL'), kill.ms);
  });
  await once(child, 'close');
  return outcome;
}
