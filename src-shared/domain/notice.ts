import { z } from 'zod';
import { errorCodeSchema } from './errors.ts';
import { shopIdSchema } from './ids.ts';
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
  /** Why, for `import_failed`. */
  errorCode: errorCodeSchema.nullable(),
  /** Who, for `stopped` and `resumed`; their reason. */
  name: z.string(),
  reason: z.string(),
  isRead: z.boolean(),
});
export type Notice = z.infer<typeof noticeSchema>;
