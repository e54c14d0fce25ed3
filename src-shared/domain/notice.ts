import { z } from 'zod';
import { errorCodeSchema } from './errors.ts';
import { orderIdSchema, shopIdSchema } from './ids.ts';
import { momentSchema } from './time.ts';

export const noticeKinds = [
  'new_orders',
  'held',
  'hold_released',
  'import_failed',
  'import_recovered',
  'stopped',
  'resumed',
] as const;
export const noticeKindSchema = z.enum(noticeKinds);
export type NoticeKind = z.infer<typeof noticeKindSchema>;

/** What people switch on and off together. Expiries, the fifth of the desktop, have their own board. */
export const noticeGroups = ['newOrders', 'holds', 'failures', 'stops'] as const;
export type NoticeGroup = (typeof noticeGroups)[number];

export const noticeGroupOf: Readonly<Record<NoticeKind, NoticeGroup>> = {
  new_orders: 'newOrders',
  held: 'holds',
  hold_released: 'holds',
  import_failed: 'failures',
  import_recovered: 'failures',
  stopped: 'stops',
  resumed: 'stops',
};

/** Something that happened and that the operator should know without looking for it; each event makes one. */
export const noticeSchema = z.object({
  id: z.int(),
  kind: noticeKindSchema,
  at: momentSchema,
  /** null for what concerns every shop. */
  shopId: shopIdSchema.nullable(),
  shopName: z.string(),
  /** How many orders it is about; 0 where it is about none. */
  count: z.int(),
  /** The order, where it is about a single one. */
  orderId: orderIdSchema.nullable(),
  mallOrderId: z.string(),
  /** Why, for `import_failed`. */
  errorCode: errorCodeSchema.nullable(),
  /** Who, for `stopped` and `resumed`; their reason. */
  name: z.string(),
  reason: z.string(),
  isRead: z.boolean(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** Where in the window one sees what a notice is about. */
export const noticePlaceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('order'), orderId: orderIdSchema }),
  z.object({ kind: z.literal('newOrders') }),
  z.object({ kind: z.literal('heldOrders') }),
  z.object({ kind: z.literal('orders') }),
  z.object({ kind: z.literal('autoImport') }),
  z.object({ kind: z.literal('expiry') }),
  /** The list of notices: where several are about different things. */
  z.object({ kind: z.literal('notices') }),
]);
export type NoticePlace = z.infer<typeof noticePlaceSchema>;

const placesOf: Readonly<Record<NoticeKind, NoticePlace>> = {
  new_orders: { kind: 'newOrders' },
  held: { kind: 'heldOrders' },
  // The banner with what is offered stands above every list.
  hold_released: { kind: 'orders' },
  import_failed: { kind: 'autoImport' },
  import_recovered: { kind: 'autoImport' },
  stopped: { kind: 'autoImport' },
  resumed: { kind: 'autoImport' },
};

export function placeOf({ kind, orderId }: Notice): NoticePlace {
  return orderId === null ? placesOf[kind] : { kind: 'order', orderId };
}

/** One place for several notices: theirs, or the list when they are about different things. */
export function commonPlace(notices: readonly Notice[]): NoticePlace {
  const [only] = notices;
  if (notices.length === 1 && only !== undefined) return placeOf(only);
  const places = new Map(notices.map(({ kind }) => [placesOf[kind].kind, placesOf[kind]]));
  const [place] = places.values();
  return places.size === 1 && place !== undefined ? place : { kind: 'notices' };
}
