import type { FraudRelease } from '#shared/contract/fraud.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import type { Database } from '../database.ts';

interface ReleaseRow {
  readonly order_id: number;
  readonly mall_order_id: string;
  readonly shop_id: string;
  readonly buyer_name: string;
  readonly released_at: number;
  readonly phase_id: number;
  readonly refused_phase_id: number | null;
}

/** Where orders lie whose change was refused. */
const keptIn: ReadonlySet<number> = new Set([phaseIdOf.failed, phaseIdOf.staging]);

/**
 * Lifted holds that wait for an answer, newest first. A refused change is offered only while the order still lies
 * where it was put instead, or in staging: once someone moved it, they have decided.
 */
export function createReleaseReader(database: Database): () => FraudRelease[] {
  const select = database.query<ReleaseRow>(
    `SELECT r.order_id, o.mall_order_id, s.id AS shop_id, o.buyer_name, r.released_at, o.phase_id,
       (SELECT phase_id FROM refused_changes c WHERE c.order_id = r.order_id) AS refused_phase_id
     FROM fraud_releases r JOIN orders o ON o.id = r.order_id JOIN shops s ON s.no = o.shop_no
     ORDER BY r.released_at DESC, r.order_id DESC`,
  );
  return () =>
    select.all().map((row) => ({
      orderId: row.order_id,
      mallOrderId: row.mall_order_id,
      shopId: row.shop_id,
      buyerName: row.buyer_name,
      releasedAt: row.released_at,
      phaseId: row.phase_id,
      refusedPhaseId: keptIn.has(row.phase_id) ? row.refused_phase_id : null,
    }));
}
