import { z } from 'zod';
import { phaseIdSchema, shopIdSchema } from './ids.ts';
import { conditionGroupSchema } from './order-condition.ts';
import {
  fraudHoldStatusSchema,
  mallStatusSchema,
  payStatusSchema,
  shipStatusSchema,
} from './order-status.ts';
import { momentSchema } from './time.ts';

/** Columns of the order list that can be sorted; each has an index behind it. */
export const orderSortColumns = [
  'orderedAt',
  'importedAt',
  'mallOrderId',
  'shop',
  'buyerName',
  'recipientName',
  'prefecture',
  'totalYen',
  'quantity',
  'mallStatus',
  'payStatus',
  'shipStatus',
  'payMethodName',
  'shipMethodName',
  'requestDate',
  'shipDate',
  'itemSummary',
  'phase',
  'fraudHold',
] as const;
export const orderSortColumnSchema = z.enum(orderSortColumns);
export type OrderSortColumn = z.infer<typeof orderSortColumnSchema>;

export const orderSortSchema = z.object({
  column: orderSortColumnSchema,
  direction: z.enum(['asc', 'desc']),
});
export type OrderSort = z.infer<typeof orderSortSchema>;

/** What narrows the list. Every given part must hold; an empty object is every order. */
export const orderFilterSchema = z.object({
  phaseIds: z.array(phaseIdSchema).min(1).optional(),
  shopIds: z.array(shopIdSchema).min(1).optional(),
  mallStatuses: z.array(mallStatusSchema).min(1).optional(),
  payStatuses: z.array(payStatusSchema).min(1).optional(),
  shipStatuses: z.array(shipStatusSchema).min(1).optional(),
  fraudHolds: z.array(fraudHoldStatusSchema).min(1).optional(),
  /** [from, to) in epoch ms. */
  orderedFrom: momentSchema.optional(),
  orderedTo: momentSchema.optional(),
  totalMinYen: z.int().optional(),
  totalMaxYen: z.int().optional(),
  /** Substring matches, case and width folded. */
  buyerName: z.string().min(1).max(100).optional(),
  recipientName: z.string().min(1).max(100).optional(),
  prefectures: z.array(z.string().min(1)).min(1).optional(),
  payMethodNames: z.array(z.string()).min(1).optional(),
  shipMethodNames: z.array(z.string()).min(1).optional(),
  isSeen: z.boolean().optional(),
  hasBuyerComments: z.boolean().optional(),
  needGiftWrap: z.boolean().optional(),
  isSplit: z.boolean().optional(),
  isTestOrder: z.boolean().optional(),
  hasImportError: z.boolean().optional(),
  /** Something of it failed at the mall or nobody knows whether it arrived. */
  hasOutboxTrouble: z.boolean().optional(),
  /**
   * Still to be shipped – at the mall neither cancelled nor completed, in no phase of kind shipped, completed or
   * cancelled – although its delivery date or planned shipping date is before today in Japan.
   */
  isOverdue: z.boolean().optional(),
  /** `orderedAt` falls on today in Japan. */
  isToday: z.boolean().optional(),
  /** The filter builder's conditions. */
  where: conditionGroupSchema.optional(),
});
export type OrderFilter = z.infer<typeof orderFilterSchema>;

export const orderQuerySchema = z.object({
  filter: orderFilterSchema,
  /** Full-text search: names, phones, ids, items, notes, substrings; blank means none. */
  search: z.string().max(200).default(''),
  sort: orderSortSchema.default({ column: 'orderedAt', direction: 'desc' }),
});
export type OrderQuery = z.infer<typeof orderQuerySchema>;
