import type { Database } from '../database.ts';
import { createNoticeRows } from './notice-rows.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

export function createNoticeAdd(database: Database): Handler<'notice.add'> {
  const rows = createNoticeRows(database);
  return (context, { eventKey, onlyAfter, notice }) => {
    if (onlyAfter !== null && !rows.isKnown(onlyAfter)) return done;
    const { shopId, ...facts } = notice;
    rows.add(context, { eventKey, ...facts, shopNo: shopId === null ? null : context.shopNo(shopId) });
    return done;
  };
}

export function createNoticeRead(database: Database): Handler<'notice.read'> {
  const read = database.query('UPDATE notices SET is_read = 1 WHERE is_read = 0 AND at <= ?');
  return (context, { upTo }) => {
    if (read.run(upTo).changes > 0) context.touch('notice', 'read');
    return done;
  };
}

export function createNoticePrune(database: Database): Handler<'notice.prune'> {
  const prune = database.query('DELETE FROM notices WHERE at < ? AND id < (SELECT max(id) FROM notices)');
  return (context, { before }) => {
    if (prune.run(before).changes > 0) context.touch('notice', 'pruned');
    return done;
  };
}
