import { z } from 'zod';
import { noticeSchema } from '../domain/notice.ts';
import { momentSchema } from '../domain/time.ts';
import { command, emptySchema, okSchema, query } from './base.ts';

/** Which events are mailed, to whom: shared by all terminals. What the desktop shows is each terminal's own setting. */
export const noticeMailSettingsSchema = z.object({
  mailTo: z.array(z.email().max(254)).max(10),
  newOrders: z.boolean(),
  holds: z.boolean(),
  failures: z.boolean(),
  stops: z.boolean(),
});
export type NoticeMailSettings = z.infer<typeof noticeMailSettingsSchema>;

/** What the operator is told of without asking: new orders, holds, failures, stops. Expiries have their own board. */
export const noticesContract = {
  /** Newest first. */
  list: query
    .input(z.object({ limit: z.int().min(1).max(200).default(50) }))
    .output(z.object({ notices: z.array(noticeSchema), unread: z.int() })),
  /** Everything up to this moment has been looked at. */
  markRead: command.input(z.object({ upTo: momentSchema })).output(okSchema),
  mailSettings: query.input(emptySchema).output(noticeMailSettingsSchema),
  saveMailSettings: command.input(noticeMailSettingsSchema).output(noticeMailSettingsSchema),
};
