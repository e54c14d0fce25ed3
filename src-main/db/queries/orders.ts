import type { HistoryEntry, OrderDetail } from '#shared/contract/orders.ts';
import type { OrderId, PhaseId, ShopId } from '#shared/domain/ids.ts';
import type { MallCode } from '#shared/domain/mall.ts';
import type { OrderStanding, StoredOrderState } from '../../core/ports/records.ts';
import type { FieldChange } from '../changes/write-context.ts';
import { fraudHoldOf } from '../codes.ts';
import type { Database } from '../database.ts';
import { createLocalEdits } from '../orders/local-edits.ts';
import { createStoredOrders } from '../orders/stored-order.ts';
import type { RawPacks } from '../raw-packs.ts';
import { toError } from './runs.ts';
import type { ShopReader } from './shops.ts';

interface DetailRow {
  readonly version: number;
  readonly shop_id: string;
  readonly shop_name: string;
  readonly mall: MallCode;
  readonly phase_id: number;
  readonly imported_at: number;
  readonly updated_at: number;
  readonly mall_order_id: string;
  readonly import_error: string | null;
}

interface HistoryRow {
  readonly id: number;
  readonly at: number;
  readonly actor: string;
  readonly terminal: string;
  readonly action: string;
  readonly changes: string;
  readonly note: string;
  readonly why: string;
}

interface StateRow {
  readonly id: number;
  readonly phase_id: number;
  readonly mall_version: string;
  readonly mall_updated_at: number | null;
  readonly has_import_error: number;
}

export interface OrderReader {
  order(id: OrderId): OrderDetail | null;
  facts(ids: readonly OrderId[]): Map<OrderId, OrderStanding>;
  history(id: OrderId): HistoryEntry[];
  raw(id: OrderId): { at: number; kind: 'order' | 'error'; text: string }[];
  states(shopId: ShopId, mallOrderIds: readonly string[]): Map<string, StoredOrderState>;
  inPhase(phaseId: PhaseId, limit: number): OrderId[];
  /** Mall order ids whose last answer could not be used, oldest failure first. */
  withImportError(shopId: ShopId, limit: number): string[];
}

export function createOrderReader(database: Database, shops: ShopReader, raws: RawPacks): OrderReader {
  const stored = createStoredOrders(database);
  const detail = database.query<DetailRow>(
    `SELECT o.version, s.id AS shop_id, s.name AS shop_name, s.mall, o.phase_id, o.imported_at, o.updated_at,
       o.mall_order_id, o.import_error
     FROM orders o JOIN shops s ON s.no = o.shop_no WHERE o.id = ?`,
  );
  const history = database.query<HistoryRow>(
    `SELECT h.id, c.at, c.actor, c.terminal, h.action, h.changes, c.note, h.why
     FROM history h JOIN commits c ON c.revision = h.revision WHERE h.order_id = ? ORDER BY h.id DESC`,
  );
  const facts = database.query<{ version: number; phase_id: number; fraud_hold: number }>(
    'SELECT version, phase_id, fraud_hold FROM orders WHERE id = ?',
  );
  const state = database.query<StateRow>(
    `SELECT id, phase_id, mall_version, mall_updated_at, import_error IS NOT NULL AS has_import_error
     FROM orders WHERE shop_no = ? AND mall_order_id = ?`,
  );
  const failed = database.query<{ mall_order_id: string }>(
    `SELECT o.mall_order_id FROM orders o JOIN shops s ON s.no = o.shop_no
     WHERE s.id = ? AND o.import_error IS NOT NULL ORDER BY o.updated_at, o.id LIMIT ?`,
  );
  const memo = database.query<{ memo: string }>('SELECT memo FROM order_memos WHERE order_id = ?');
  const localEdits = createLocalEdits(database);
  const inPhase = database.query<{ id: number }>('SELECT id FROM orders WHERE phase_id = ? LIMIT ?');
  const phaseName = database.query<{ name: string }>(
    'SELECT name FROM phases WHERE id = ? UNION ALL SELECT name FROM removed_phases WHERE id = ?',
  );
  /** Phases are kept as ids and told by name. */
  const named = (change: FieldChange): FieldChange => {
    if (change.field !== 'phase' && change.field !== 'refusedPhase') return change;
    const nameOf = (id: string): string =>
      id === '' ? '' : (phaseName.get(Number(id), Number(id))?.name ?? id);
    return { ...change, before: nameOf(change.before), after: nameOf(change.after) };
  };
  const decoder = new TextDecoder();
  return {
    order: (id) => {
      const row = detail.get(id);
      if (row === undefined) return null;
      return {
        id,
        version: row.version,
        shopId: row.shop_id,
        shopName: row.shop_name,
        mall: row.mall,
        phaseId: row.phase_id,
        importedAt: row.imported_at,
        updatedAt: row.updated_at,
        order: stored.load(id),
        mallOrderId: row.mall_order_id,
        importError: row.import_error === null ? null : toError(row.import_error),
        memo: memo.get(id)?.memo ?? '',
        localEdits: [...localEdits.of(id)].map(([field, mallValue]) => ({ field, mallValue })),
      };
    },
    facts: (ids) => {
      const found = new Map<OrderId, OrderStanding>();
      for (const orderId of ids) {
        const row = facts.get(orderId);
        if (row === undefined) continue;
        const { version, phase_id: phaseId, fraud_hold } = row;
        found.set(orderId, { orderId, version, phaseId, fraudHold: fraudHoldOf(fraud_hold) });
      }
      return found;
    },
    history: (id) =>
      history.all(id).map(({ changes, why, note, ...row }) => ({
        ...row,
        changes: (JSON.parse(changes) as HistoryEntry['changes']).map(named),
        note: why === '' ? note : why,
      })),
    raw: (id) =>
      raws.read(id).map(({ at, isError, bytes }) => ({
        at,
        kind: isError ? 'error' : 'order',
        text: decoder.decode(bytes),
      })),
    states: (shopId, mallOrderIds) => {
      const states = new Map<string, StoredOrderState>();
      const shop = shops.find(shopId);
      if (shop === null) return states;
      for (const mallOrderId of mallOrderIds) {
        const row = state.get(shop.no, mallOrderId);
        if (row === undefined) continue;
        states.set(mallOrderId, {
          orderId: row.id,
          phaseId: row.phase_id,
          mallVersion: row.mall_version,
          mallUpdatedAt: row.mall_updated_at,
          hasImportError: row.has_import_error === 1,
        });
      }
      return states;
    },
    inPhase: (phaseId, limit) => inPhase.all(phaseId, limit).map(({ id }) => id),
    withImportError: (shopId, limit) => failed.all(shopId, limit).map((row) => row.mall_order_id),
  };
}
