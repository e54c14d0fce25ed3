import type { NoticeKind } from '#shared/domain/notice.ts';
import type { Database } from '../database.ts';
import type { WriteContext } from './write-context.ts';

export interface NoticeRow {
  readonly eventKey: string;
  readonly kind: NoticeKind;
  readonly shopNo: number | null;
  readonly count: number;
  readonly orderId: number | null;
  readonly errorCode?: string | null;
  readonly name?: string;
  readonly reason?: string;
}

/** Writes notices; an event that is on record writes nothing. */
export function createNoticeRows(database: Database): {
  isKnown(eventKey: string): boolean;
  add(context: WriteContext, row: NoticeRow): void;
} {
  const find = database.query('SELECT 1 FROM notices WHERE event_key = ?');
  const insert = database.query(
    `INSERT INTO notices (event_key, kind, at, shop_no, count, order_id, error_code, name, reason, is_read)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT (event_key) DO NOTHING`,
  );
  return {
    isKnown: (eventKey) => find.get(eventKey) !== undefined,
    add: (context, row) => {
      const { eventKey, kind, shopNo, count, orderId, errorCode = null, name = '', reason = '' } = row;
      const { at } = context.origin;
      const written = insert.run(eventKey, kind, at, shopNo, count, orderId, errorCode, name, reason);
      if (written.changes > 0) context.touch('notice', eventKey);
    },
  };
}
