import type { Database } from '../database.ts';
import { createShopReader } from '../queries/shops.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

export function createRunStart(database: Database): Handler<'run.start'> {
  const shops = createShopReader(database);
  const insert = database.query(
    `INSERT INTO import_runs (id, batch_id, shop_no, state, run_trigger, started_at, period_from, period_to,
       listed, found, created, updated, unchanged, failed)
     VALUES (?, ?, ?, 'running', ?, ?, ?, ?, 0, 0, 0, 0, 0, 0)`,
  );
  return (context, { run }) => {
    const shop = shops.require(run.shopId);
    insert.run(run.id, run.batchId, shop.no, run.trigger, run.startedAt, run.periodFrom, run.periodTo);
    context.touch('importRun', run.id);
    context.remember({ entity: 'importRun', key: run.id, action: 'started' });
    return done;
  };
}
