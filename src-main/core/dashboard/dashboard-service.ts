import type { Dashboard } from '#shared/contract/dashboard.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { dayMs, jstDateOf } from '#shared/domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { StoreReader } from '../ports/store.ts';

/** Days of the chart. */
const chartDays = 30;
/** Id of the built-in view of orders past their date. */
const overdueView = 'overdue';

/** The day at a glance, of all shops or of the chosen ones. */
export function dashboardOf(
  store: StoreReader,
  clock: Clock,
  shopIds: readonly ShopId[] | undefined,
): Dashboard {
  const now = clock.now();
  const days = store.dayTotals(now, chartDays, shopIds).map((total, index) => ({
    date: jstDateOf(now - (chartDays - 1 - index) * dayMs),
    ...total,
  }));
  const onDay = (ago: number) => {
    const { orders = 0, yen = 0 } = days[chartDays - 1 - ago] ?? {};
    return { orders, yen };
  };
  const { phases, views } = store.orderCounts(shopIds);
  const outbox = new Map(store.outbox.counts(shopIds).map(({ state, count }) => [state, count]));
  return {
    today: onDay(0),
    yesterday: onDay(1),
    phases,
    ...store.attentionCounts(shopIds),
    overdue: views.find(({ viewId }) => viewId === overdueView)?.count ?? 0,
    outbox: {
      waiting: (outbox.get('waiting') ?? 0) + (outbox.get('sending') ?? 0),
      failed: outbox.get('failed') ?? 0,
      unknown: outbox.get('unknown') ?? 0,
    },
    imports: store
      .shops()
      .filter(({ id }) => shopIds === undefined || shopIds.includes(id))
      .map(({ id, name, lastImportAt }) => ({
        shopId: id,
        shopName: name,
        lastImportAt,
        lastRun: store.latestImportRun(id),
      })),
    days,
    revision: store.revision(),
  };
}
