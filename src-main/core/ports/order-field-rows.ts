import type { OrderId } from '#shared/domain/ids.ts';

/** A value as its field's type has it (`domain/order-fields.ts`); null for what is not there. */
export type OrderFieldValue = string | number | boolean | null;

/** Some fields of one order, in the order asked for: those of the order, and for each line those of the line. */
export interface OrderFieldRow {
  readonly orderId: OrderId;
  readonly values: readonly OrderFieldValue[];
  readonly lines: readonly (readonly OrderFieldValue[])[];
}

/**
 * Reads fields (ids of `orderFields`) of up to 1,000 orders at once, in the order of `orderIds`; unknown orders are
 * left out. `values` follow those of `fieldIds` that are the order's own, `lines` those that are its lines'.
 */
export type ReadOrderFields = (orderIds: readonly OrderId[], fieldIds: readonly string[]) => OrderFieldRow[];
