import type { ShopId } from '#shared/domain/ids.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import type { StoreReader } from '../../core/ports/store.ts';
import { fraudHoldCodes } from '../codes.ts';
import type { Database } from '../database.ts';
import { type DayTotals, jstDayNumber } from '../day-totals.ts';
import type { FacetCounts, FacetFilter } from '../facets.ts';
import type { ShopReader } from './shops.ts';

/** Nobody needs to look at these any more. */
const closedPhases: readonly number[] = [phaseIdOf.completed, phaseIdOf.cancelled];

/** The numbers of the dashboard: all from maintained counts, none from a scan. */
export function createDashboardReader(parts: {
  database: Database;
  facets: FacetCounts;
  days: DayTotals;
  shops: ShopReader;
}): Pick<StoreReader, 'dayTotals' | 'attentionCounts' | 'waitingOrders'> {
  const { database, facets, days, shops } = parts;
  const errors = database.query<{ shop_no: number; count: number }>(
    'SELECT shop_no, count(*) AS count FROM orders WHERE import_error IS NOT NULL GROUP BY shop_no',
  );
  const numbersOf = (ids: readonly ShopId[] | undefined): number[] | null =>
    ids === undefined ? null : ids.flatMap((id) => shops.find(id)?.no ?? []);

  return {
    dayTotals: (now, count, shopIds) => days.days(jstDayNumber(now) - count + 1, count, numbersOf(shopIds)),
    waitingOrders: () => {
      const shop_no = shops.all().flatMap(({ no, record }) => (record.environment === 'demo' ? [] : [no]));
      return (
        facets.count({ shop_no, phase_id: [phaseIdOf.staging] }) +
        facets.count({ shop_no, phase_id: [phaseIdOf.new], is_seen: [0] })
      );
    },
    attentionCounts: (shopIds) => {
      const numbers = numbersOf(shopIds);
      const within: FacetFilter = numbers === null ? {} : { shop_no: numbers };
      const open = [...facets.countBy('phase_id', within).keys()].filter((id) => !closedPhases.includes(id));
      return {
        unseen: facets.count({ ...within, phase_id: open, is_seen: [0] }),
        held: facets.count({
          ...within,
          fraud_hold: [fraudHoldCodes.under_review, fraudHoldCodes.confirmed],
        }),
        importErrors: errors
          .all()
          .filter(({ shop_no }) => numbers === null || numbers.includes(shop_no))
          .reduce((sum, { count }) => sum + count, 0),
      };
    },
  };
}
