import { afterEach, beforeEach, expect, it } from 'vitest';
import { sampleOrder, seededRandom } from '#main/db/testing/sample-orders.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { type OrderDesk, openDesk, operator } from '../../support/order-desk.ts';

const orderCount = 1_000;
const saves = 1_500;
const seed = 20_261_122;
const fields = ['memo', 'notes', 'buyer.phone', 'recipient.city', 'shipping.slipNumber1'] as const;
const phases: readonly number[] = [phaseIdOf.new, phaseIdOf.awaitingPayment, phaseIdOf.awaitingShipment];

/** A client with the details it has open: the versions it saw may be old by the time it saves. */
interface Client {
  readonly ctx: ReturnType<typeof operator>;
  readonly opened: Map<number, { version: number; values: Map<string, string> }>;
}

let desk: OrderDesk;

beforeEach(async () => {
  desk = openDesk();
  const orders = Array.from({ length: orderCount }, (_, at): MallOrder => {
    const order = sampleOrder(11, at + 1);
    return { ...order, fraudHold: 'none', mallStatus: 'processing', notes: '' };
  });
  await desk.import(...orders);
});
afterEach(() => desk.close());

async function open({ ctx, opened }: Client, orderId: number): Promise<void> {
  const { version, phaseId } = await desk.operations.orders.get({ orderId }, ctx);
  const texts = desk.store.fieldStandings([orderId], fields).get(orderId)?.texts ?? new Map();
  opened.set(orderId, { version, values: new Map([...texts, ['phase', String(phaseId)]]) });
}

it(`two clients editing the same ${orderCount} orders: no update is lost, every conflict is shown`, async () => {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const clients: Client[] = ['山田', '佐藤'].map((name) => ({ ctx: operator(name), opened: new Map() }));
  /** What each order must hold: every wish that was answered with `saved`, in the order of the answers. */
  const expected = new Map<string, string>();
  const keyOf = (orderId: number, field: string): string => `${orderId} ${field}`;
  let conflicts = 0;
  let merges = 0;

  for (let turn = 0; turn < saves; turn += 1) {
    const client = clients[below(2)];
    if (client === undefined) throw new Error('There are two clients');
    // A few orders are in everybody's hands.
    const orderId = 1 + below(turn % 3 === 0 ? orderCount : 30);
    if (!client.opened.has(orderId)) await open(client, orderId);
    const seen = client.opened.get(orderId);
    if (seen === undefined) throw new Error('It was just opened');

    const wanted = new Map<string, string>();
    for (let count = 1 + below(2); count > 0; count -= 1) {
      const field = fields[below(fields.length)] ?? 'memo';
      wanted.set(field, String(100_000 + turn));
    }
    const phaseId = below(3) === 0 ? phases[below(phases.length)] : undefined;
    const answer = await desk.operations.edits.save(
      {
        orderId,
        version: seen.version,
        edits: [...wanted].map(([field, value]) => ({ field, value })),
        ...(phaseId === undefined ? {} : { phaseId }),
      },
      client.ctx,
    );
    if (phaseId !== undefined) wanted.set('phase', String(phaseId));

    // Whatever others did to the fields since this client looked must be in the answer.
    const truth = (field: string): string =>
      expected.get(keyOf(orderId, field)) ?? seen.values.get(field) ?? '';
    const changed = [...fields, 'phase'].filter((field) => truth(field) !== seen.values.get(field));
    const clashing = changed.filter((field) => wanted.has(field) && wanted.get(field) !== truth(field));
    if (answer.kind === 'conflict') {
      conflicts += 1;
      expect(answer.conflicts.map(({ field }) => field).toSorted()).toEqual(clashing.toSorted());
      for (const { field, seen: was, current, wanted: wish } of answer.conflicts) {
        expect([was, current, wish]).toEqual([seen.values.get(field), truth(field), wanted.get(field)]);
      }
    } else {
      expect(clashing).toEqual([]);
      expect(answer.merged.map(({ field }) => field).toSorted()).toEqual(
        changed.filter((field) => !wanted.has(field)).toSorted(),
      );
      merges += Math.sign(answer.merged.length);
      for (const [field, value] of wanted) expected.set(keyOf(orderId, field), value);
    }
    // Some look again at once, some go on with what they have open – never after a conflict.
    if (answer.kind === 'saved' && below(2) === 0) client.opened.delete(orderId);
    else await open(client, orderId);
    if (answer.kind === 'saved' && below(4) === 0) {
      const other = clients.find((one) => one !== client);
      if (other !== undefined && !other.opened.has(orderId)) await open(other, orderId);
    }
  }

  for (const [key, value] of expected) {
    const [id, field = ''] = key.split(' ');
    const orderId = Number(id);
    const is =
      field === 'phase'
        ? String(desk.store.order(orderId)?.phaseId)
        : desk.store.fieldStandings([orderId], [field]).get(orderId)?.texts.get(field);
    expect([key, is]).toEqual([key, value]);
  }
  expect([conflicts > 50, merges > 50]).toEqual([true, true]);
}, 120_000);
