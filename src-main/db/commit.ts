import type { ChangeEvent } from '#shared/contract/system.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { Logger } from '../core/ports/logger.ts';
import type { Change, CommitOrigin, CommitResult } from '../core/ports/store.ts';
import { createChangeHandlers } from './changes/index.ts';
import { createNoticeBook } from './changes/notice-book.ts';
import { createRunProgress } from './changes/run-progress.ts';
import type { Entity, WriteContext } from './changes/write-context.ts';
import type { Database } from './database.ts';
import type { DayTotals } from './day-totals.ts';
import { toStoreError } from './errors.ts';
import type { FacetCounts } from './facets.ts';
import type { TouchLog } from './matching/touch-log.ts';
import { createPhaseMoves } from './orders/phase-moves.ts';
import type { KnownIds } from './queries/order-selection.ts';
import { createShopReader } from './queries/shops.ts';
import type { RawPacks } from './raw-packs.ts';
import { createItemDictionary } from './search/item-dictionary.ts';

/** More changed ids than this in one commit are published as "all". */
const namedIds = 1_000;

export interface Committer {
  readonly revision: () => number;
  readonly commit: (changes: readonly Change[], origin: CommitOrigin) => CommitResult;
  readonly subscribe: (listener: (events: readonly ChangeEvent[]) => void) => () => void;
  /** Tells the listeners of something that is no change of data. */
  readonly announce: (event: ChangeEvent) => void;
}

/** The one way in which anything is written (architecture: Data). */
export function createCommitter(parts: {
  database: Database;
  log: Logger;
  facets: FacetCounts;
  days: DayTotals;
  raws: RawPacks;
  touched: TouchLog;
  knownIds: KnownIds;
}): Committer {
  const { database, log, facets, days, raws, touched: touchLog } = parts;
  const items = createItemDictionary(database);
  const progress = createRunProgress(database);
  const notices = createNoticeBook(database);
  const moves = createPhaseMoves(database);
  const shops = createShopReader(database);
  const applyChange = createChangeHandlers(database, parts.knownIds);
  const insertCommit = database.query(
    'INSERT INTO commits (revision, at, actor, terminal, note) VALUES (?, ?, ?, ?, ?)',
  );
  const insertHistory = database.query(
    `INSERT INTO history (revision, entity, entity_key, order_id, action, changes, version, why)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const last = database
    .query<{ revision: number | null }>('SELECT max(revision) AS revision FROM commits')
    .get();
  let revision = last?.revision ?? 0;
  const listeners = new Set<(events: readonly ChangeEvent[]) => void>();

  const tell = (events: readonly ChangeEvent[]): void => {
    for (const listener of listeners) {
      try {
        listener(events);
      } catch (error) {
        // The commit stands; a listener's fault must not look like a failed write.
        log.error('change listener failed', { error: String(error) });
      }
    }
  };

  const publish = (touched: ReadonlyMap<Entity, ReadonlySet<string | number>>): void => {
    if (touched.size === 0) return;
    touchLog.add([...(touched.get('order') ?? [])].map(Number));
    // What a phase means may be part of a condition.
    if (touched.has('phase')) touchLog.renew();
    const events = [...touched].map(
      ([entity, ids]): ChangeEvent => ({
        type: 'changed',
        revision,
        entity,
        ids: ids.size > namedIds ? [] : [...ids],
      }),
    );
    tell(events);
  };

  const commit = (changes: readonly Change[], origin: CommitOrigin): CommitResult => {
    if (database.readOnly) throw new AppError('db_read_only', 'The database was opened for reading only');
    const touched = new Map<Entity, Set<string | number>>();
    const next = revision + 1;
    const shopNos = new Map<ShopId, number>();
    let isRecorded = false;
    // Written with the first change, so that nothing changed leaves no revision behind.
    const record = (): void => {
      if (isRecorded) return;
      isRecorded = true;
      insertCommit.run(next, origin.at, origin.actor, origin.terminal, origin.note ?? '');
    };
    const context: WriteContext = {
      origin,
      baseRevision: revision,
      facets,
      days,
      raws,
      items,
      moves,
      progress,
      notices,
      shopNo: (id) => {
        const no = shopNos.get(id) ?? shops.require(id).no;
        shopNos.set(id, no);
        return no;
      },
      touch: (entity, id) => {
        record();
        const ids = touched.get(entity);
        if (ids === undefined) touched.set(entity, new Set([id]));
        else ids.add(id);
      },
      remember: ({ entity, key, action, changes: fields }) => {
        record();
        insertHistory.run(next, entity, key, null, action, JSON.stringify(fields ?? []), null, '');
      },
      rememberOrder: ({ orderId, version, action, changes: fields, why }) => {
        record();
        const told = JSON.stringify(fields ?? []);
        insertHistory.run(next, 'order', String(orderId), orderId, action, told, version, why ?? '');
      },
    };
    try {
      const outcomes = database.transaction(() => {
        const results = changes.map((change) => {
          if (change.kind !== 'order.phase') moves.write(origin.at);
          return applyChange(context, change);
        });
        moves.write(origin.at);
        facets.write();
        days.write();
        raws.write();
        progress.write();
        notices.write(context);
        return results;
      });
      facets.settle();
      days.settle();
      if (isRecorded) revision = next;
      publish(touched);
      return { revision, outcomes };
    } catch (error) {
      facets.discard();
      days.discard();
      raws.discard();
      progress.discard();
      notices.discard();
      moves.discard();
      items.forget();
      throw toStoreError(error);
    }
  };

  return {
    revision: () => revision,
    commit,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    announce: (event) => tell([event]),
  };
}
