import type { OrderFilter } from '#shared/domain/order-query.ts';

/** Switches of the toolbar and the part of the filter each stands for. */
export const quickFilters = [
  { name: 'held', part: { fraudHolds: ['under_review', 'confirmed'] } },
  { name: 'unread', part: { isSeen: false } },
  { name: 'errors', part: { hasImportError: true } },
  { name: 'outbox', part: { hasOutboxTrouble: true } },
  { name: 'today', part: { isToday: true } },
  { name: 'overdue', part: { isOverdue: true } },
] as const satisfies readonly { readonly name: string; readonly part: OrderFilter }[];
export type QuickFilter = (typeof quickFilters)[number];

const sameValue = (a: unknown, b: unknown): boolean =>
  JSON.stringify(Array.isArray(a) ? [...a].sort() : a) ===
  JSON.stringify(Array.isArray(b) ? [...b].sort() : b);

/** Whether the filter holds exactly what the switch stands for. */
export function isQuickOn(filter: OrderFilter, { part }: QuickFilter): boolean {
  return Object.entries(part).every(([key, value]) => sameValue(filter[key as keyof OrderFilter], value));
}

/** The filter with the switch turned the other way. */
export function toggleQuick(filter: OrderFilter, quick: QuickFilter): OrderFilter {
  if (!isQuickOn(filter, quick)) return { ...filter, ...quick.part } as OrderFilter;
  return without(filter, Object.keys(quick.part));
}

/** What is left of a filter beside the switches that are on. */
export function withoutQuick(filter: OrderFilter): OrderFilter {
  const shown = quickFilters.filter((quick) => isQuickOn(filter, quick));
  return without(
    filter,
    shown.flatMap(({ part }) => Object.keys(part)),
  );
}

const without = (filter: OrderFilter, keys: readonly string[]): OrderFilter =>
  Object.fromEntries(Object.entries(filter).filter(([key]) => !keys.includes(key)));
