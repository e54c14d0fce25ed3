import type { OrderView } from '#shared/contract/orders.ts';
import type { OrderFilter } from '#shared/domain/order-query.ts';
import type { Phase } from '#shared/domain/phase.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';

/** Phases in which an order still needs someone. */
const openPhases = [
  phaseIdOf.staging,
  phaseIdOf.new,
  phaseIdOf.awaitingPayment,
  phaseIdOf.awaitingShipment,
  phaseIdOf.shipped,
];

/** Built-in views beside those of the phases; the renderer names them by id. */
const fixedViews: readonly { readonly id: string; readonly filter: OrderFilter }[] = [
  { id: 'held', filter: { fraudHolds: ['under_review', 'confirmed'] } },
  { id: 'unpaid', filter: { payStatuses: ['unpaid'], phaseIds: openPhases } },
  { id: 'failed', filter: { phaseIds: [phaseIdOf.failed] } },
  { id: 'overdue', filter: { isOverdue: true } },
  { id: 'errors', filter: { hasImportError: true } },
  { id: 'outboxTrouble', filter: { hasOutboxTrouble: true } },
];

const phaseViewPrefix = 'phase:';

export const isBuiltInView = (id: string): boolean =>
  id === 'all' || id.startsWith(phaseViewPrefix) || fixedViews.some((view) => view.id === id);

/** `all`, one `phase:<id>` per phase, `held`, `unpaid` and the other fixed ones, in the order in which they are shown. */
export function builtInViews(phases: readonly Phase[]): OrderView[] {
  const views = [
    { id: 'all', filter: {} },
    ...phases.map((phase) => ({ id: phaseViewPrefix + phase.id, filter: { phaseIds: [phase.id] } })),
    ...fixedViews,
  ];
  return views.map((view, position) => ({
    id: view.id,
    name: '',
    builtIn: true,
    isShared: true,
    position,
    filter: view.filter,
    search: '',
    sort: { column: 'orderedAt', direction: 'desc' },
  }));
}
