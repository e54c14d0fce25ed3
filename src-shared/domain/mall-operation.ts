import { z } from 'zod';
import { jstDateSchema } from './time.ts';

/**
 * Something to be told to the mall about one order (spec §4 Write-back, yahoo §3.4–3.7). Words of ours; the adapter
 * translates. What a mall cannot do is refused by its adapter before anything is queued.
 */
export const mallOperationSchema = z.discriminatedUnion('kind', [
  /** Cancels the order. `reason` is a reason code of the mall (yahoo §3.3 CancelReason); `detail` is shown to the buyer. */
  z.object({ kind: z.literal('cancel'), reason: z.string().max(10), detail: z.string().max(200) }),
  /** Other changes of the mall's own status. */
  z.object({ kind: z.literal('status'), to: z.enum(['processing', 'on_hold', 'completed']) }),
  z.object({
    kind: z.literal('ship'),
    shipStatus: z.enum(['preparing', 'shipped']),
    shipDate: jstDateSchema.nullable(),
    arrivalDate: jstDateSchema.nullable(),
    /** Carrier code of the mall; '' leaves it. */
    carrierCode: z.string().max(10),
    slipNumber: z.string().max(30),
    /** Why there is no slip number; '' when there is one. They exclude each other (yahoo §3.6). */
    slipEmptyReason: z.string().max(10),
  }),
  z.object({
    kind: z.literal('pay'),
    payStatus: z.enum(['paid', 'unpaid']),
    payDate: jstDateSchema.nullable(),
  }),
  /** Sends the named fields (ids of `orderFields`) as they stand in the order now. */
  z.object({ kind: z.literal('fields'), fields: z.array(z.string().max(60)).min(1).max(60) }),
  /** Marks the order as seen at the mall. */
  z.object({ kind: z.literal('seen') }),
]);
export type MallOperation = z.infer<typeof mallOperationSchema>;
export type MallOperationKind = MallOperation['kind'];

/** Something to know although the mall has done what was asked: its code and its words ('' when it gave none). */
export const mallWarningSchema = z.object({ code: z.string(), message: z.string(), detail: z.string() });
export type MallWarning = z.infer<typeof mallWarningSchema>;

/** 待機 → 送信中 → 反映済み / 失敗 / 不明; `withdrawn` = taken back while waiting (spec §4). */
export const outboxStates = ['waiting', 'sending', 'done', 'failed', 'unknown', 'withdrawn'] as const;
export const outboxStateSchema = z.enum(outboxStates);
export type OutboxState = z.infer<typeof outboxStateSchema>;
