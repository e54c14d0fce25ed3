import { AppError } from '#shared/domain/errors.ts';
import type { Database } from '../database.ts';
import { createShopReader } from '../queries/shops.ts';
import { done, type Handler } from './write-context.ts';

interface LeaseRow {
  readonly owner: string;
  readonly terminal: string;
  readonly purpose: string;
  readonly since: number;
  readonly beat: number;
}

const selectLease = 'SELECT owner, terminal, purpose, since, beat FROM import_leases WHERE shop_no = ?';

/** Takes a lease that is free, or that of the owner named, whose runs have died with it. Throws `import_busy`. */
export function createLeaseTake(database: Database): Handler<'lease.take'> {
  const shops = createShopReader(database);
  const find = database.query<LeaseRow>(selectLease);
  const put = database.query(
    `INSERT OR REPLACE INTO import_leases (shop_no, owner, terminal, purpose, since, expires_at, beat)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const died = database.query<{ id: string }>(
    `UPDATE import_runs SET state = 'interrupted', finished_at = ? WHERE shop_no = ? AND state = 'running'
     RETURNING id`,
  );
  return (context, { lease, instead }) => {
    const { no, record } = shops.require(lease.shopId);
    const row = find.get(no);
    const isExpected = row === undefined || (row.owner === instead?.owner && row.beat === instead.beat);
    if (!isExpected) {
      throw new AppError('import_busy', 'Another importer was faster', {
        details: {
          shopName: record.name,
          terminal: row?.terminal ?? '',
          since: row?.since ?? 0,
          purpose: row?.purpose ?? '',
        },
        retryable: true,
      });
    }
    const { owner, terminal, purpose, since, expiresAt } = lease;
    put.run(no, owner, terminal, purpose, since, expiresAt, (row?.beat ?? 0) + 1);
    context.touch('autoImport', lease.shopId);
    if (row !== undefined)
      for (const { id } of died.all(context.origin.at, no)) context.touch('importRun', id);
    return done;
  };
}

/** Throws `import_lease_lost` when another owner has the lease, or nobody. */
function lostTo(row: LeaseRow | undefined): AppError {
  return new AppError('import_lease_lost', 'The lease of the shop has another owner', {
    details: { terminal: row?.terminal ?? '' },
    retryable: true,
  });
}

export function createLeaseRenew(database: Database): Handler<'lease.renew'> {
  const find = database.query<LeaseRow>(selectLease);
  const renew = database.query(
    'UPDATE import_leases SET beat = beat + 1, expires_at = ? WHERE shop_no = ? AND owner = ?',
  );
  return (context, { shopId, owner, expiresAt }) => {
    const no = context.shopNo(shopId);
    if (renew.run(expiresAt, no, owner).changes === 0) throw lostTo(find.get(no));
    return done;
  };
}

export function createLeaseHold(database: Database): Handler<'lease.hold'> {
  const find = database.query<LeaseRow>(selectLease);
  return (context, { shopId, owner }) => {
    const row = find.get(context.shopNo(shopId));
    if (row?.owner !== owner) throw lostTo(row);
    return done;
  };
}

export function createLeaseRelease(database: Database): Handler<'lease.release'> {
  // A shop that was removed meanwhile has its lease all the same.
  const release = database.query(
    'DELETE FROM import_leases WHERE shop_no = (SELECT no FROM shops WHERE id = ?) AND owner = ?',
  );
  return (context, { shopId, owner }) => {
    if (release.run(shopId, owner).changes > 0) context.touch('autoImport', shopId);
    return done;
  };
}
