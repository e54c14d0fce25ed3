import type { ReimportedOrder } from '#shared/contract/reimport.ts';

/** What the operator has decided. Orders are applied and hand-made changes kept unless named here. */
export interface ReimportChoices {
  readonly leftOut: ReadonlySet<number>;
  /** Fields changed by hand that shall take the mall's value all the same, by order. */
  readonly taken: ReadonlyMap<number, ReadonlySet<string>>;
  readonly takeLocalEdits: boolean;
}

export const noChoices: ReimportChoices = { leftOut: new Set(), taken: new Map(), takeLocalEdits: false };

export function toggleOrder(choices: ReimportChoices, orderId: number): ReimportChoices {
  const leftOut = new Set(choices.leftOut);
  if (!leftOut.delete(orderId)) leftOut.add(orderId);
  return { ...choices, leftOut };
}

export function toggleField(choices: ReimportChoices, orderId: number, field: string): ReimportChoices {
  const fields = new Set(choices.taken.get(orderId));
  if (!fields.delete(field)) fields.add(field);
  return { ...choices, taken: new Map(choices.taken).set(orderId, fields) };
}

export function isTaken(choices: ReimportChoices, orderId: number, field: string): boolean {
  return choices.takeLocalEdits || (choices.taken.get(orderId)?.has(field) ?? false);
}

/**
 * The choices as `reimport.apply` takes them. `loaded` are the orders looked at, of `total` that differ: orders
 * can be left out only once all are loaded, since the contract names those to apply.
 */
export function applyInput(
  jobId: string,
  choices: ReimportChoices,
  loaded: readonly ReimportedOrder[],
): {
  jobId: string;
  takeLocalEdits: boolean;
  take: { orderId: number; fields: string[] }[];
  orderIds?: number[];
} {
  const take = [...choices.taken]
    .filter(([orderId, fields]) => fields.size > 0 && !choices.leftOut.has(orderId))
    .map(([orderId, fields]) => ({ orderId, fields: [...fields] }));
  const orderIds = loaded.map(({ orderId }) => orderId).filter((id) => !choices.leftOut.has(id));
  return {
    jobId,
    takeLocalEdits: choices.takeLocalEdits,
    take: choices.takeLocalEdits ? [] : take,
    ...(choices.leftOut.size > 0 ? { orderIds } : {}),
  };
}

export interface FieldSummary {
  readonly field: string;
  readonly count: number;
  readonly localCount: number;
}

/** How many orders differ in each field, the commonest first; lines of an order count as one field. */
export function summarize(orders: readonly ReimportedOrder[]): FieldSummary[] {
  const fields = new Map<string, { count: number; localCount: number }>();
  for (const { differences } of orders) {
    const seen = new Map<string, boolean>();
    for (const { field, isLocalEdit } of differences) {
      const name = field.replace(/^lines\[\d+\]/, 'lines');
      seen.set(name, (seen.get(name) ?? false) || isLocalEdit);
    }
    for (const [name, isLocal] of seen) {
      const sum = fields.get(name) ?? { count: 0, localCount: 0 };
      fields.set(name, {
        count: sum.count + 1,
        localCount: sum.localCount + (isLocal ? 1 : 0),
      });
    }
  }
  return [...fields]
    .map(([field, sums]) => ({ field, ...sums }))
    .sort((a, b) => b.count - a.count || (a.field < b.field ? -1 : 1));
}
