import type { MallOperation } from '#shared/domain/mall-operation.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { orderFieldOf } from '#shared/domain/order-fields.ts';
import type { FactChange } from '../ports/outbox.ts';

/** Texts of fields by their id in `orderFields`; dates as YYYY-MM-DD, flags as `true` or `false`, '' when empty. */
export type Facts = Readonly<Record<string, string>>;

/**
 * What the mall's order looks like once it has done the operation. Only what the operation names: what it leaves alone
 * says nothing about whether it arrived. `order` gives the values of the fields to send.
 */
export function wantedFacts(operation: MallOperation, order: MallOrder): Facts {
  switch (operation.kind) {
    case 'cancel':
      return { mallStatus: 'cancelled' };
    case 'status':
      return { mallStatus: operation.to };
    case 'ship':
      return {
        'shipping.shipStatus': operation.shipStatus,
        ...given('shipping.shipDate', operation.shipDate ?? ''),
        ...given('shipping.arrivalDate', operation.arrivalDate ?? ''),
        ...given('shipping.carrierCode', operation.carrierCode),
        ...given('shipping.slipNumber1', operation.slipNumber),
        ...given('shipping.slipEmptyReason', operation.slipEmptyReason),
      };
    case 'pay':
      return {
        'payment.payStatus': operation.payStatus,
        ...(operation.payStatus === 'paid' ? given('payment.payDate', operation.payDate ?? '') : {}),
      };
    case 'fields':
      return factsOf(order, operation.fields);
    case 'seen':
      return { isSeen: 'true' };
  }
}

const given = (id: string, text: string): Facts => (text === '' ? {} : { [id]: text });

/** The order's own facts about some fields. */
export function factsOf(order: MallOrder, ids: readonly string[]): Facts {
  return Object.fromEntries(ids.map((id) => [id, factOf(order, id)]));
}

function factOf(order: MallOrder, id: string): string {
  let value: unknown = order;
  for (const name of id.split('.')) value = (value as Readonly<Record<string, unknown>>)[name];
  return value === null || value === undefined ? '' : String(value);
}

export const isAsWanted = (order: MallOrder, wanted: Facts): boolean =>
  Object.entries(wanted).every(([id, text]) => factOf(order, id) === text);

/** The order with some facts put in: what the mall holds once it has accepted them. */
export function withFacts(order: MallOrder, facts: Facts): MallOrder {
  const changed = structuredClone(order);
  for (const [id, text] of Object.entries(facts)) {
    const names = id.split('.');
    const last = names.pop();
    let holder = changed as unknown as Record<string, unknown>;
    for (const name of names) holder = holder[name] as Record<string, unknown>;
    if (last !== undefined) holder[last] = valueFrom(id, text);
  }
  return changed;
}

function valueFrom(id: string, text: string): unknown {
  const type = orderFieldOf(id)?.type;
  if (type === 'flag') return text === 'true';
  return type === 'date' && text === '' ? null : text;
}

/** What differs, for the order's history. */
export function factChanges(before: Facts, after: Facts): FactChange[] {
  return Object.entries(after)
    .map(([field, text]) => ({ field, before: before[field] ?? '', after: text }))
    .filter((change) => change.before !== change.after);
}
