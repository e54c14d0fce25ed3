import { sql } from 'kysely';
import { z } from 'zod';
import type { OrderId, ShopId } from '#shared/domain/ids.ts';
import { mallOperationSchema, mallWarningSchema, type OutboxState } from '#shared/domain/mall-operation.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { OutboxBase, OutboxReader, OutboxRecord } from '../../core/ports/outbox.ts';
import type { Database } from '../database.ts';
import { toError } from './runs.ts';
import { all, always, isOneOf, type Piece, runBuilt } from './sql-builder.ts';

interface Row {
  readonly id: number;
  readonly order_id: number;
  readonly mall_order_id: string;
  readonly shop_id: string;
  readonly buyer_name: string;
  readonly operation: string;
  readonly state: OutboxState;
  readonly attempts: number;
  readonly failures: number;
  readonly warnings: string;
  readonly error: string | null;
  readonly actor: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly next_at: number | null;
  readonly unknown_since: number | null;
  readonly is_asked: number;
  readonly phase_after: number | null;
  readonly base: string | null;
  readonly blocked_by: number | null;
  readonly blocked_state: OutboxState | null;
}

/** Spelled as in the partial indexes: SQLite uses them only then. */
const open = `('waiting', 'sending', 'failed', 'unknown')`;
const working = `('waiting', 'sending', 'unknown')`;

/** What stands before an entry in its order: the latest that failed or may have arrived. */
const blocker = (column: string): string =>
  `CASE WHEN o.state = 'waiting' THEN (SELECT b.${column} FROM outbox b WHERE b.order_id = o.order_id AND b.id < o.id
     AND b.state IN ${open} AND b.state IN ('failed', 'unknown') ORDER BY b.id DESC LIMIT 1) END`;

const columns = `o.*, r.mall_order_id, r.buyer_name, s.id AS shop_id,
  ${blocker('id')} AS blocked_by, ${blocker('state')} AS blocked_state`;
const tables = 'outbox o JOIN orders r ON r.id = o.order_id JOIN shops s ON s.no = o.shop_no';

export function createOutboxReader(database: Database): OutboxReader {
  const record = (where: string) => database.query<Row>(`SELECT ${columns} FROM ${tables} WHERE ${where}`);
  const byId = record('o.id = ?');
  const ofOrder = record(`o.order_id = ? AND o.state IN ${open} ORDER BY o.id`);
  const underWay = record(`o.state = 'sending' ORDER BY o.id`);
  const shopNo = '(SELECT no FROM shops WHERE id = ?)';
  const nextSendable = record(
    `o.shop_no = ${shopNo} AND o.state = 'waiting' AND (o.next_at IS NULL OR o.next_at <= ?) AND NOT EXISTS
       (SELECT 1 FROM outbox e WHERE e.order_id = o.order_id AND e.id < o.id AND e.state IN ${open})
     ORDER BY o.id LIMIT 1`,
  );
  const nextUnknown = record(
    `o.shop_no = ${shopNo} AND o.state = 'unknown' AND o.next_at <= ? ORDER BY o.id LIMIT 1`,
  );
  const nextRead = record(`o.shop_no = ${shopNo} AND o.read_due = 1 ORDER BY o.id LIMIT 1`);
  const nextDue = database.query<{ at: number | null }>(
    `SELECT min(next_at) AS at FROM outbox WHERE shop_no = ${shopNo} AND next_at > ?`,
  );
  const busy = database.query<{ id: string }>(
    `SELECT id FROM shops s WHERE removed_at IS NULL AND (
       EXISTS (SELECT 1 FROM outbox o WHERE o.shop_no = s.no AND o.state IN ${working})
       OR EXISTS (SELECT 1 FROM outbox o WHERE o.shop_no = s.no AND o.read_due = 1))`,
  );

  const first = (row: Row | undefined): OutboxRecord | null => (row === undefined ? null : toRecord(row));
  return {
    entry: (entryId) => first(byId.get(entryId)),
    list: ({ states, orderId, offset, limit }) => {
      const where = whereOf(states, orderId);
      // The maintained counts, unless it is one order's few.
      const total =
        orderId === undefined
          ? totalOf(countsOf(database, undefined), states)
          : runBuilt<{ id: number }>(database, sql`SELECT id FROM outbox o WHERE ${where}`).length;
      // The page's ids first: what is joined and looked up then is one page, not all.
      const rows = runBuilt<Row>(
        database,
        sql`SELECT ${sql.raw(columns)} FROM ${sql.raw(tables)} WHERE o.id IN
          (SELECT o.id FROM outbox o WHERE ${where} ORDER BY o.id DESC LIMIT ${limit} OFFSET ${offset})
          ORDER BY o.id DESC`,
      );
      return { entries: rows.map(toRecord), total };
    },
    counts: (shopIds) => countsOf(database, shopIds),
    open: (orderId) => ofOrder.all(orderId).map(toRecord),
    sending: () => underWay.all().map(toRecord),
    busyShops: () => busy.all().map(({ id }) => id),
    sendable: (shopId: ShopId, now: Moment) => first(nextSendable.get(shopId, now)),
    unknownDue: (shopId: ShopId, now: Moment) => first(nextUnknown.get(shopId, now)),
    readDue: (shopId: ShopId) => first(nextRead.get(shopId)),
    nextDueAt: (shopId, now) => nextDue.get(shopId, now)?.at ?? null,
  };
}

function whereOf(states: readonly OutboxState[] | undefined, orderId: OrderId | undefined): Piece {
  const conditions: Piece[] = [];
  if (states !== undefined) conditions.push(isOneOf('o.state', states));
  if (orderId !== undefined) conditions.push(sql`o.order_id = ${orderId}`);
  return all(conditions);
}

interface StateCount {
  readonly state: OutboxState;
  readonly count: number;
}

function countsOf(database: Database, shopIds: readonly ShopId[] | undefined): StateCount[] {
  return runBuilt<StateCount>(
    database,
    sql`SELECT state, sum(count) AS count FROM outbox_counts WHERE ${ofShops(shopIds)}
      GROUP BY state HAVING sum(count) > 0`,
  );
}

function totalOf(counts: readonly StateCount[], states: readonly OutboxState[] | undefined): number {
  return counts
    .filter(({ state }) => states?.includes(state) ?? true)
    .reduce((sum, { count }) => sum + count, 0);
}

function ofShops(shopIds: readonly ShopId[] | undefined): Piece {
  if (shopIds === undefined) return always;
  return sql`shop_no IN (SELECT no FROM shops WHERE id IN (${sql.join(shopIds)}))`;
}

const warningsSchema = z.array(mallWarningSchema);

function toRecord(row: Row): OutboxRecord {
  return {
    id: row.id,
    orderId: row.order_id,
    mallOrderId: row.mall_order_id,
    shopId: row.shop_id,
    buyerName: row.buyer_name,
    operation: mallOperationSchema.parse(JSON.parse(row.operation)),
    state: row.state,
    attempts: row.attempts,
    failures: row.failures,
    warnings: warningsSchema.parse(JSON.parse(row.warnings)),
    error: row.error === null ? null : toError(row.error),
    actor: row.actor,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    nextAt: row.next_at,
    unknownSince: row.unknown_since,
    isAsked: row.is_asked === 1,
    phaseAfter: row.phase_after,
    base: row.base === null ? null : (JSON.parse(row.base) as OutboxBase),
    blockedBy:
      row.blocked_by === null || row.blocked_state === null
        ? null
        : { entryId: row.blocked_by, state: row.blocked_state },
  };
}
