import type { Notice } from '#shared/domain/notice.ts';

/** An import brings its orders in many commits; what came within this time, ms, is one line. */
const togetherMs = 10 * 60_000;

/** Neighbours of the list (newest first) that tell the same of the same shop become one line with their orders together. */
export function foldRows(notices: readonly Notice[]): Notice[] {
  const rows: Notice[] = [];
  for (const notice of notices) {
    const above = rows.at(-1);
    const isSame =
      above !== undefined &&
      notice.count > 0 &&
      above.kind === notice.kind &&
      above.shopId === notice.shopId &&
      above.isRead === notice.isRead &&
      above.at - notice.at <= togetherMs;
    if (!isSame) rows.push(notice);
    else
      rows[rows.length - 1] = { ...above, count: above.count + notice.count, orderId: null, mallOrderId: '' };
  }
  return rows;
}
