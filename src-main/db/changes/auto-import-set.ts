import { AppError } from '#shared/domain/errors.ts';
import type { Database } from '../database.ts';
import { done, type Handler } from './write-context.ts';

/** Saves how a shop is imported by itself. Throws `conflict` for an outdated version. */
export function createAutoImportSet(database: Database): Handler<'autoImport.set'> {
  const find = database.query<{ version: number }>('SELECT version FROM auto_import WHERE shop_no = ?');
  const put = database.query(
    `INSERT OR REPLACE INTO auto_import (shop_no, version, is_on, interval_minutes, uses_staging, is_paused)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  return (context, { shopId, expectedVersion, settings }) => {
    const no = context.shopNo(shopId);
    const version = find.get(no)?.version ?? 0;
    if (version !== expectedVersion) {
      throw new AppError('conflict', 'The auto import of the shop was changed meanwhile', {
        details: { entity: 'autoImport', id: shopId, expected: expectedVersion, found: version },
      });
    }
    const { isOn, intervalMinutes, usesStaging, isPaused } = settings;
    put.run(no, version + 1, Number(isOn), intervalMinutes, Number(usesStaging), Number(isPaused));
    context.touch('autoImport', shopId);
    context.remember({
      entity: 'autoImport',
      key: shopId,
      action: 'saved',
      changes: Object.entries(settings).map(([field, value]) => ({
        field,
        before: '',
        after: String(value),
      })),
    });
    return done;
  };
}
