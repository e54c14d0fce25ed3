import { type ErrorCode, errorCodeSchema } from '#shared/domain/errors.ts';
import type { Notice, NoticeKind } from '#shared/domain/notice.ts';
import type { NoticeReader } from '../../core/ports/notices.ts';
import type { Database } from '../database.ts';

interface NoticeRow {
  readonly id: number;
  readonly kind: NoticeKind;
  readonly at: number;
  readonly shop_id: string | null;
  readonly shop_name: string | null;
  readonly count: number;
  readonly order_id: number | null;
  readonly mall_order_id: string | null;
  readonly error_code: string | null;
  readonly name: string;
  readonly reason: string;
  readonly is_read: number;
}

export function createNoticeReader(database: Database): NoticeReader {
  const columns = `n.id, n.kind, n.at, s.id AS shop_id, s.name AS shop_name, n.count, n.order_id, o.mall_order_id,
    n.error_code, n.name, n.reason, n.is_read
    FROM notices n LEFT JOIN shops s ON s.no = n.shop_no LEFT JOIN orders o ON o.id = n.order_id`;
  const latest = database.query<NoticeRow>(`SELECT ${columns} ORDER BY n.id DESC LIMIT ?`);
  const after = database.query<NoticeRow>(`SELECT ${columns} WHERE n.id > ? ORDER BY n.id`);
  const unread = database.query<{ count: number }>('SELECT count(*) AS count FROM notices WHERE is_read = 0');
  const trouble = database.query<{ kind: NoticeKind; event_key: string; error_code: string | null }>(
    `SELECT kind, event_key, error_code FROM notices WHERE shop_no = (SELECT no FROM shops WHERE id = ?)
     AND kind IN ('import_failed', 'import_recovered') ORDER BY id DESC LIMIT 1`,
  );
  const last = database.query<{ id: number | null }>('SELECT max(id) AS id FROM notices');
  return {
    latest: (limit) => latest.all(limit).map(toNotice),
    after: (id) => after.all(id).map(toNotice),
    unread: () => unread.get()?.count ?? 0,
    lastId: () => last.get()?.id ?? 0,
    openTrouble: (shopId) => {
      const told = trouble.get(shopId);
      if (told?.kind !== 'import_failed') return null;
      return { eventKey: told.event_key, errorCode: knownCode(told.error_code) };
    },
  };
}

function toNotice(row: NoticeRow): Notice {
  return {
    id: row.id,
    kind: row.kind,
    at: row.at,
    shopId: row.shop_id,
    shopName: row.shop_name ?? '',
    count: row.count,
    orderId: row.order_id,
    mallOrderId: row.mall_order_id ?? '',
    errorCode: knownCode(row.error_code),
    name: row.name,
    reason: row.reason,
    isRead: row.is_read === 1,
  };
}

/** Another version may have known other codes. */
function knownCode(code: string | null): ErrorCode | null {
  const known = errorCodeSchema.safeParse(code);
  return known.success ? known.data : null;
}
