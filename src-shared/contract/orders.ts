import { z } from 'zod';
import { appErrorSchema } from '../domain/errors.ts';
import {
  mallOrderIdSchema,
  orderIdSchema,
  phaseIdSchema,
  shopIdSchema,
  viewIdSchema,
} from '../domain/ids.ts';
import { mallCodeSchema } from '../domain/mall.ts';
import { yenSchema } from '../domain/money.ts';
import { mallOrderSchema } from '../domain/order.ts';
import { orderFilterSchema, orderQuerySchema, orderSortSchema } from '../domain/order-query.ts';
import {
  fraudHoldStatusSchema,
  mallStatusSchema,
  payStatusSchema,
  shipStatusSchema,
} from '../domain/order-status.ts';
import { phaseSchema } from '../domain/phase.ts';
import { jstDateSchema, momentSchema } from '../domain/time.ts';
import { command, emptySchema, okSchema, query } from './base.ts';

/** One row of the order list: just what the columns show. */
export const orderRowSchema = z.object({
  id: orderIdSchema,
  shopId: shopIdSchema,
  mall: mallCodeSchema,
  mallOrderId: mallOrderIdSchema,
  phaseId: phaseIdSchema,
  mallStatus: mallStatusSchema,
  payStatus: payStatusSchema,
  shipStatus: shipStatusSchema,
  fraudHold: fraudHoldStatusSchema,
  orderedAt: momentSchema,
  importedAt: momentSchema,
  buyerName: z.string(),
  recipientName: z.string(),
  prefecture: z.string(),
  itemSummary: z.string(),
  quantity: z.int(),
  totalYen: yenSchema,
  payMethodName: z.string(),
  shipMethodName: z.string(),
  requestDate: jstDateSchema.nullable(),
  requestTime: z.string(),
  shipDate: jstDateSchema.nullable(),
  slipNumber: z.string(),
  isSeen: z.boolean(),
  isSplit: z.boolean(),
  isTestOrder: z.boolean(),
  hasBuyerComments: z.boolean(),
  needGiftWrap: z.boolean(),
  /** Set when the last attempt to read this order failed. */
  hasImportError: z.boolean(),
  /** The most pressing thing that is on its way to the mall: 失敗 before 不明 before 待機. */
  outbox: z.enum(['none', 'waiting', 'unknown', 'failed']),
});
export type OrderRow = z.infer<typeof orderRowSchema>;

export const orderWindowInputSchema = orderQuerySchema.extend({
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});

/** A window of the list. `totalIsExact` false: at least `total` (a search that matches very many). */
export const orderWindowSchema = z.object({
  rows: z.array(orderRowSchema),
  total: z.int(),
  totalIsExact: z.boolean(),
  revision: z.int(),
});
export type OrderWindow = z.infer<typeof orderWindowSchema>;

/** A saved view: built in, or kept by an operator on this terminal. */
export const orderViewSchema = z.object({
  id: viewIdSchema,
  /** Built-in views are named by the renderer's texts; '' then. */
  name: z.string().max(40),
  builtIn: z.boolean(),
  /** Seen by every terminal, or only by the one that made it. */
  isShared: z.boolean(),
  position: z.int(),
  filter: orderFilterSchema,
  search: z.string().max(200),
  sort: orderSortSchema,
});
export type OrderView = z.infer<typeof orderViewSchema>;

export const orderDetailSchema = z.object({
  id: orderIdSchema,
  version: z.int(),
  shopId: shopIdSchema,
  shopName: z.string(),
  mall: mallCodeSchema,
  phaseId: phaseIdSchema,
  importedAt: momentSchema,
  updatedAt: momentSchema,
  /** null when no good answer was ever read (phase 失敗): see `importError`. */
  order: mallOrderSchema.nullable(),
  mallOrderId: mallOrderIdSchema,
  importError: appErrorSchema.nullable(),
  /** Notes of the shop that never leave this product. */
  memo: z.string(),
  /** Fields an operator changed here, with what the mall says of them (spec §3: kept at every import). */
  localEdits: z.array(z.object({ field: z.string(), mallValue: z.string() })),
});
export type OrderDetail = z.infer<typeof orderDetailSchema>;

/** One line of who, when, on which terminal, before → after, why. */
export const historyEntrySchema = z.object({
  id: z.int(),
  at: momentSchema,
  actor: z.string(),
  terminal: z.string(),
  /** What happened, as a code for the texts: `imported`, `updated_by_import`, `import_failed`, … */
  action: z.string(),
  changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
  note: z.string(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

const orderRef = z.object({ orderId: orderIdSchema });

export const ordersContract = {
  window: query.input(orderWindowInputSchema).output(orderWindowSchema),
  phases: query.input(emptySchema).output(z.object({ phases: z.array(phaseSchema) })),
  /** Orders per phase and per view; `exact` false where a free filter was counted only up to a limit. */
  counts: query.input(z.object({ shopIds: z.array(shopIdSchema).min(1).optional() })).output(
    z.object({
      phases: z.array(z.object({ phaseId: phaseIdSchema, count: z.int() })),
      views: z.array(z.object({ viewId: viewIdSchema, count: z.int(), exact: z.boolean() })),
      revision: z.int(),
    }),
  ),
  get: query.input(orderRef).output(orderDetailSchema),
  history: query.input(orderRef).output(z.object({ entries: z.array(historyEntrySchema) })),
  /** The mall's raw answers, newest first, for support. `text` is the XML as received. */
  raw: query.input(orderRef).output(
    z.object({
      answers: z.array(z.object({ at: momentSchema, kind: z.enum(['order', 'error']), text: z.string() })),
    }),
  ),
};

export const viewsContract = {
  list: query.input(emptySchema).output(z.object({ views: z.array(orderViewSchema) })),
  /** Creates a view (no id) or overwrites an own one. Built-in views answer `forbidden`. */
  save: command
    .input(
      orderViewSchema.pick({ name: true, filter: true, search: true, sort: true }).extend({
        name: z.string().trim().min(1).max(40),
        isShared: z.boolean().default(false),
        id: viewIdSchema.optional(),
      }),
    )
    .output(orderViewSchema),
  remove: command.input(z.object({ viewId: viewIdSchema })).output(okSchema),
  /** Own and shared views in the order wanted; built-in ones stay in front. */
  reorder: command.input(z.object({ viewIds: z.array(viewIdSchema).min(1) })).output(okSchema),
};
