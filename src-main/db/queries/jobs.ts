import type { Job, JobRow } from '#shared/contract/jobs.ts';
import type { FetchedCandidate, JobReader, StoredJob } from '../../core/ports/job-store.ts';
import { decoder, jobRowStateCodes } from '../codes.ts';
import type { Database } from '../database.ts';
import { createFetchedOrders } from '../orders/fetched-orders.ts';
import { toError } from './runs.ts';

interface JobColumns {
  readonly no: number;
  readonly id: string;
  readonly kind: StoredJob['kind'];
  readonly state: StoredJob['state'];
  readonly facts: string;
  readonly spec: string;
  readonly actor: string;
  readonly terminal: string;
  readonly started_at: number;
  readonly finished_at: number | null;
  readonly total: number;
  readonly done: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly sent: number;
  readonly error: string | null;
  readonly can_undo: number;
  readonly undo_depth: number;
  readonly undoes: string | null;
  readonly undone_by: string | null;
}

interface ItemColumns {
  readonly seq: number;
  readonly order_id: number | null;
  readonly mall_order_id: string | null;
  readonly buyer_name: string | null;
  readonly state: number;
  readonly before: string;
  readonly after: string;
  readonly error: string | null;
}

const stateOf = decoder<keyof typeof jobRowStateCodes>(jobRowStateCodes);
const allStates = Object.keys(jobRowStateCodes) as (keyof typeof jobRowStateCodes)[];

/** Jobs, their rows, and what a reimport fetched. */
export function createJobReader(database: Database): JobReader {
  const fetched = createFetchedOrders(database);
  const one = database.query<JobColumns>('SELECT * FROM jobs WHERE id = ?');
  const latest = database.query<JobColumns>('SELECT * FROM jobs ORDER BY no DESC LIMIT ?');
  const open = database.query<JobColumns>(
    `SELECT * FROM jobs WHERE state IN ('running', 'interrupted') ORDER BY no`,
  );
  const undoable = database.query<JobColumns>(
    `SELECT * FROM jobs WHERE terminal = ? AND started_at >= ? AND state IN ('completed', 'cancelled') AND done > 0
       AND can_undo = 1 AND undo_depth % 2 = 0 AND undone_by IS NULL ORDER BY no DESC LIMIT 1`,
  );
  const waiting = database.query<{
    seq: number;
    orderId: number | null;
    before: string;
    after: string;
    what: string;
  }>(
    `SELECT seq, order_id AS orderId, before, after, what FROM job_items
     WHERE job_no = (SELECT no FROM jobs WHERE id = ?) AND seq > ? AND state = ${jobRowStateCodes.waiting}
     ORDER BY seq LIMIT ?`,
  );
  const sent = database.query<{ outbox_id: number }>(
    `SELECT outbox_id FROM job_items
     WHERE job_no = (SELECT no FROM jobs WHERE id = ?) AND state = ${jobRowStateCodes.sent} AND outbox_id IS NOT NULL`,
  );
  const prunable = database.query<{ id: string }>(
    `SELECT id FROM jobs WHERE state NOT IN ('running', 'interrupted')
       AND (finished_at < ? OR no <= (SELECT no FROM jobs ORDER BY no DESC LIMIT 1 OFFSET ?)) ORDER BY no LIMIT ?`,
  );
  const numberOf = (id: Job['id']): number | null => one.get(id)?.no ?? null;

  return {
    job: (id) => {
      const row = one.get(id);
      return row === undefined ? null : toJob(row);
    },
    jobs: (limit) => latest.all(limit).map(toJob),
    openJobs: () => open.all().map(toJob),
    undoableJob: (terminal, since) => {
      const row = undoable.get(terminal, since);
      return row === undefined ? null : toJob(row);
    },
    waitingJobRows: (id, after, limit) => waiting.all(id, after, limit),
    sentEntries: (id) => sent.all(id).map((row) => row.outbox_id),
    jobRows: (id, { states, offset, limit }) => {
      const row = one.get(id);
      if (row === undefined) return { rows: [], total: 0 };
      const chosen = states === undefined ? allStates : withSent(states);
      const codes = chosen.map((state) => jobRowStateCodes[state]);
      const condition = states === undefined ? '' : `AND i.state IN (${codes.join(', ')})`;
      const items = database
        .dynamic<ItemColumns>(
          `SELECT i.seq, i.order_id, o.mall_order_id, o.buyer_name, i.state, i.before, i.after, i.error
           FROM (SELECT * FROM job_items i WHERE i.job_no = ? ${condition} ORDER BY i.seq LIMIT ? OFFSET ?) i
           LEFT JOIN orders o ON o.id = i.order_id ORDER BY i.seq`,
        )
        .all(row.no, limit, offset);
      const counts = countsOf(row);
      return { rows: items.map(toRow), total: chosen.reduce((sum, state) => sum + counts[state], 0) };
    },
    fetchedOrders: (id, page) => {
      const no = numberOf(id);
      return no === null ? { orders: [], total: 0 } : fetched.page(no, page);
    },
    fetchedOrder: (id, orderId): FetchedCandidate | null => {
      const no = numberOf(id);
      return no === null ? null : fetched.find(no, orderId);
    },
    prunableJobs: (before, keep, limit) => prunable.all(before, keep, limit).map((row) => row.id),
  };
}

/** Rows that are with the outbox show as waiting. */
const withSent = (states: readonly JobRow['state'][]): (keyof typeof jobRowStateCodes)[] =>
  states.includes('waiting') ? [...states, 'sent'] : [...states];

function countsOf(row: JobColumns): Record<keyof typeof jobRowStateCodes, number> {
  const { total, done, unchanged, failed, sent } = row;
  return { done, unchanged, failed, sent, waiting: total - done - unchanged - failed - sent };
}

function toJob(row: JobColumns): StoredJob {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    facts: JSON.parse(row.facts) as Job['facts'],
    spec: JSON.parse(row.spec),
    actor: row.actor,
    terminal: row.terminal,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    total: row.total,
    done: row.done,
    unchanged: row.unchanged,
    failed: row.failed,
    sent: row.sent,
    error: row.error === null ? null : toError(row.error),
    canUndo: row.can_undo === 1,
    undoDepth: row.undo_depth,
    undoes: row.undoes,
    undoneBy: row.undone_by,
  };
}

function toRow(row: ItemColumns): JobRow {
  const state = stateOf(row.state);
  return {
    seq: row.seq,
    orderId: row.order_id,
    mallOrderId: row.mall_order_id ?? '',
    buyerName: row.buyer_name ?? '',
    state: state === 'sent' ? 'waiting' : state,
    before: row.before,
    after: row.after,
    error: row.error === null ? null : toError(row.error),
  };
}
