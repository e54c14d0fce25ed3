import type { OrderId } from '#shared/domain/ids.ts';
import type { ValuesOf } from '#shared/domain/order-facts.ts';
import { orderFieldOf } from '#shared/domain/order-fields.ts';
import type { OrderFieldValue } from '../ports/order-field-rows.ts';
import type { StoreReader } from '../ports/store.ts';

/** What of an order is as it was, or would be, at its import, not as it stands now. */
export type AtImport = Readonly<Record<string, OrderFieldValue>>;

/**
 * Reads what rules look at of up to 1,000 orders that exist: no more than the fields they name. `atImport` answers
 * for fields that at an import have other values than now.
 */
export function readRuleValues(
  store: Pick<StoreReader, 'orderFields'>,
  orderIds: readonly OrderId[],
  fields: readonly string[],
  atImport: (orderId: OrderId) => AtImport,
): Map<OrderId, ValuesOf> {
  const known = fields.filter((field) => orderFieldOf(field) !== null);
  const ofLines = known.filter((field) => field.startsWith('lines.'));
  const ofOrder = known.filter((field) => !field.startsWith('lines.'));
  return new Map(
    store.orderFields(orderIds, known).map(({ orderId, values, lines }) => {
      const given = atImport(orderId);
      const valuesOf: ValuesOf = (field) => {
        const atLine = ofLines.indexOf(field);
        if (atLine >= 0) return lines.map((line) => comparable(line[atLine]));
        return [comparable(field in given ? given[field] : values[ofOrder.indexOf(field)])];
      };
      return [orderId, valuesOf];
    }),
  );
}

const comparable = (value: OrderFieldValue | undefined) =>
  typeof value === 'boolean' ? Number(value) : (value ?? null);
