import type { OrderTarget } from '#shared/contract/jobs.ts';
import type { OrderQuery } from '#shared/domain/order-query.ts';

/** Which orders are chosen: single ones, or all that match the query but some. */
export type Selection =
  | { readonly kind: 'rows'; readonly ids: ReadonlySet<number> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<number> };

/** As many single orders as one call to the host names (`orderTargetSchema`). */
export const mostNamed = 20_000;

export const nothing: Selection = { kind: 'rows', ids: new Set() };
export const everything: Selection = { kind: 'all', except: new Set() };

export function isSelected(selection: Selection, id: number): boolean {
  return selection.kind === 'rows' ? selection.ids.has(id) : !selection.except.has(id);
}

/** Chooses the orders or lets go of them; null when more would have to be named than a call can name. */
export function withOrders(selection: Selection, ids: Iterable<number>, isOn: boolean): Selection | null {
  const isAll = selection.kind === 'all';
  const named = new Set(isAll ? selection.except : selection.ids);
  for (const id of ids) {
    if (isOn === isAll) named.delete(id);
    else named.add(id);
  }
  if (named.size > mostNamed) return null;
  return isAll ? { kind: 'all', except: named } : { kind: 'rows', ids: named };
}

/** How many orders are chosen when the query finds `total`. */
export function selectedCount(selection: Selection, total: number): number {
  return selection.kind === 'rows' ? selection.ids.size : Math.max(0, total - selection.except.size);
}

/** The selection as the host understands it; null when nothing is chosen. */
export function targetOf(selection: Selection, query: OrderQuery, total: number): OrderTarget | null {
  if (selectedCount(selection, total) === 0) return null;
  return selection.kind === 'rows'
    ? { kind: 'orders', orderIds: [...selection.ids] }
    : {
        kind: 'query',
        query,
        except: [...selection.except],
        total: selectedCount(selection, total),
      };
}
