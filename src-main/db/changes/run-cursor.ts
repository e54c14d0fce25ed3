import type { Moment } from '#shared/domain/time.ts';
import type { Database } from '../database.ts';
import type { WriteContext } from './write-context.ts';

/**
 * Moves a shop's import cursor to the end of a completed period, unless that would leave a gap behind: a period that
 * begins after the cursor does not move it.
 */
export function createCursorMove(
  database: Database,
): (
  context: WriteContext,
  run: { shopNo: number; at: Moment; periodFrom: Moment; periodTo: Moment },
) => void {
  const move = database.query(
    `UPDATE shops SET last_import_at = ?,
       last_import_to = CASE WHEN last_import_to IS NULL OR ? <= last_import_to
         THEN max(?, ifnull(last_import_to, 0)) ELSE last_import_to END
     WHERE no = ?`,
  );
  const shopId = database.query<{ id: string }>('SELECT id FROM shops WHERE no = ?');
  return (context, { shopNo, at, periodFrom, periodTo }) => {
    move.run(at, periodFrom, periodTo, shopNo);
    const shop = shopId.get(shopNo);
    if (shop !== undefined) context.touch('shop', shop.id);
  };
}
