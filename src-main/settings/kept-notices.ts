import { z } from 'zod';
import { expiryWarningSchema } from '#shared/domain/expiry.ts';
import { noticeSchema } from '#shared/domain/notice.ts';

/** What this PC's desktop is to show together when its quiet hours end; kept over a restart in between. */
export const keptNoticesSchema = z.object({
  notices: z.array(noticeSchema),
  warnings: z.array(expiryWarningSchema),
});
export type KeptNotices = z.infer<typeof keptNoticesSchema>;

export const nothingKept = (): KeptNotices => ({ notices: [], warnings: [] });
