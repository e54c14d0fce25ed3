import type { OrderRow } from '#shared/contract/orders.ts';
import type { FraudHoldStatus, MallStatus, PayStatus, ShipStatus } from '#shared/domain/order-status.ts';

/**
 * Statuses as the database holds them: small numbers in the order in which a list sorts them. Stored data depend
 * on them: never renumber, only add.
 */
export const mallStatusCodes = {
  unknown: 0,
  reserved: 1,
  processing: 2,
  on_hold: 3,
  cancelled: 4,
  completed: 5,
} as const satisfies Record<MallStatus, number>;

export const payStatusCodes = { unpaid: 0, paid: 1, unknown: 2 } as const satisfies Record<PayStatus, number>;

export const shipStatusCodes = {
  not_shippable: 0,
  shippable: 1,
  preparing: 2,
  shipped: 3,
  arrived: 4,
  unknown: 5,
} as const satisfies Record<ShipStatus, number>;

export const fraudHoldCodes = {
  none: 0,
  under_review: 1,
  released: 2,
  confirmed: 3,
} as const satisfies Record<FraudHoldStatus, number>;

export const runItemStateCodes = { pending: 0, created: 1, updated: 2, unchanged: 3, failed: 4 } as const;

/** What an order's row shows of its outbox, the most pressing last. */
export const orderOutboxCodes = {
  none: 0,
  waiting: 1,
  unknown: 2,
  failed: 3,
} as const satisfies Record<OrderRow['outbox'], number>;

/** `sent`: with the outbox; shown as waiting. */
export const jobRowStateCodes = { waiting: 0, done: 1, unchanged: 2, failed: 3, sent: 4 } as const;

/** Turns a stored code back into its word. Throws an Error on a number that no version wrote. */
export function decoder<Word extends string>(codes: Readonly<Record<Word, number>>): (code: number) => Word {
  const words = new Map<number, Word>();
  for (const word in codes) words.set(codes[word], word);
  return (code) => {
    const word = words.get(code);
    if (word === undefined) throw new Error(`Unknown stored code ${code}`);
    return word;
  };
}

export const mallStatusOf = decoder<MallStatus>(mallStatusCodes);
export const payStatusOf = decoder<PayStatus>(payStatusCodes);
export const shipStatusOf = decoder<ShipStatus>(shipStatusCodes);
export const fraudHoldOf = decoder<FraudHoldStatus>(fraudHoldCodes);
export const orderOutboxOf = decoder<OrderRow['outbox']>(orderOutboxCodes);
