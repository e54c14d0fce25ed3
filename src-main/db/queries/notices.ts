import { errorCodeSchema } from '#shared/domain/errors.ts';
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
  const last = database.query<{ id: number | null }>('SELECT max(id) AS id FROM notices');
  return {
    latest: (limit) => latest.all(limit).map(toNotice),
    after: (id) => after.all(id).map(toNotice),
    unread: () => unread.get()?.count ?? 0,
    lastId: () => last.get()?.id ?? 0,
  };
}

function toNotice(row: NoticeRow): Notice {
  const errorCode = errorCodeSchema.safeParse(row.error_code);
  return {
    id: row.id,
    kind: row.kind,
    at: row.at,
    shopId: row.shop_id,
    shopName: row.shop_name ?? '',
    count: row.count,
    orderId: row.order_id,
    mallOrderId: row.mall_order_id ?? '',
    // Another version may have known other codes.
    errorCode: errorCode.success ? errorCode.data : null,
    name: row.name,
    reason: row.reason,
    isRead: row.is_read === 1,
  };
}
