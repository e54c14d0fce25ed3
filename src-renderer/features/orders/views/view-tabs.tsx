import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderView } from '#shared/contract/orders.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { useSaveSettings, useSettings } from '../../../lib/settings.ts';
import { isTyping, useWindowKeys } from '../../../lib/shortcuts.ts';
import { useStore } from '../../../lib/store.ts';
import { distinctViews, openOrderStore, orderListStore, showSaved } from '../list-state.ts';
import styles from '../orders.module.css';
import { useReorderViews } from './use-views.ts';
import { ViewMenu } from './view-menu.tsx';
import { ViewTab } from './view-tab.tsx';

/** The views with their counts; `[` and `]` move between them, rows dropped on a phase's tab move there. */
export function ViewTabs({
  shopId,
  onDropRows,
}: {
  shopId: ShopId | null;
  onDropRows: (phaseId: number) => void;
}) {
  const { t } = useTranslation();
  const views = useSortedViews();
  const counts = useViewCounts(shopId);
  const { viewId } = useStore(orderListStore);
  const show = useShowView();
  const reorder = useReorderViews();
  const strip = useRef<HTMLDivElement>(null);
  useRestoreLastView(views, show);

  useEffect(() => {
    strip.current
      ?.querySelector(`[data-view="${CSS.escape(viewId)}"]`)
      ?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [viewId]);

  useWindowKeys((event) => {
    if (isTyping(event) || event.ctrlKey || event.altKey || (event.key !== '[' && event.key !== ']')) return;
    const index = views.findIndex((view) => view.id === viewId);
    const next = views[(index + (event.key === ']' ? 1 : -1) + views.length) % views.length];
    if (next) show(next);
  });

  const focusNeighbour = (delta: number) => {
    const tabs = [...(strip.current?.querySelectorAll<HTMLElement>('[role="tab"]') ?? [])];
    const index = tabs.indexOf(document.activeElement as HTMLElement);
    tabs[(index + delta + tabs.length) % tabs.length]?.focus();
  };

  const own = views.filter((view) => !view.builtIn);
  const moveView = (id: string, to: number) => {
    const ids = own.map((view) => view.id).filter((other) => other !== id);
    ids.splice(Math.max(0, to), 0, id);
    reorder(ids);
  };

  const current = own.find((view) => view.id === viewId);
  return (
    <div className={styles.tabs}>
      <div
        ref={strip}
        className={styles.tabStrip}
        role="tablist"
        aria-label={t('orders.toolbar.views')}
        onKeyDown={(event) => {
          if (event.key === 'ArrowRight') focusNeighbour(1);
          if (event.key === 'ArrowLeft') focusNeighbour(-1);
        }}
        onDragOver={(event) => scrollAtEdge(event.currentTarget, event.clientX)}
      >
        {views.map((view) => (
          <ViewTab
            key={view.id}
            view={view}
            count={counts.get(view.id)}
            isSelected={view.id === viewId}
            onShow={(isAdding) => (isAdding ? addPhases(view) : show(view))}
            onDropRows={onDropRows}
            onDropView={(id) =>
              moveView(
                id,
                own.findIndex((other) => other.id === view.id),
              )
            }
          />
        ))}
      </div>
      {current && (
        <ViewMenu
          view={current}
          place={own.indexOf(current)}
          count={own.length}
          onMove={(to) => moveView(current.id, to)}
        />
      )}
    </div>
  );
}

/** Tabs out of sight come into it while something is held near the end of the strip. */
function scrollAtEdge(strip: HTMLElement, x: number): void {
  const { left, right } = strip.getBoundingClientRect();
  if (x < left + 40) strip.scrollBy({ left: -12 });
  else if (x > right - 40) strip.scrollBy({ left: 12 });
}

/** Ctrl and a click on a phase's tab shows its orders beside those shown already, or leaves them out again. */
function addPhases(view: OrderView): void {
  const added = view.filter.phaseIds;
  if (!added) return;
  orderListStore.set((old) => {
    const shown = old.filter.phaseIds ?? [];
    const isIn = added.every((id) => shown.includes(id));
    const next = isIn ? shown.filter((id) => !added.includes(id)) : [...new Set([...shown, ...added])];
    const { phaseIds: _before, ...rest } = old.filter;
    return { ...old, filter: next.length > 0 ? { ...rest, phaseIds: next } : rest };
  });
}

function useSortedViews(): OrderView[] {
  const views = useQuery(hostQuery.views.list.queryOptions({ input: {} })).data?.views;
  return useMemo(() => distinctViews(views ?? []), [views]);
}

function useViewCounts(shopId: ShopId | null): ReadonlyMap<string, { count: number; exact: boolean }> {
  const { data } = useQuery({
    ...hostQuery.orders.counts.queryOptions({ input: shopId ? { shopIds: [shopId] } : {} }),
    placeholderData: (old) => old,
  });
  return useMemo(() => new Map(data?.views.map((view) => [view.viewId, view])), [data]);
}

const rememberAfterMs = 400;
let rememberTimer: ReturnType<typeof setTimeout> | undefined;

/** Shows a view and remembers it for the next start. */
function useShowView(): (view: OrderView) => void {
  const saveSettings = useSaveSettings();
  return (view) => {
    openOrderStore.set(null);
    showSaved(view);
    // The rows come first: what is saved makes the window draw much besides.
    clearTimeout(rememberTimer);
    rememberTimer = setTimeout(() => saveSettings({ lastViewId: view.id }), rememberAfterMs);
  };
}

function useRestoreLastView(views: readonly OrderView[], show: (view: OrderView) => void): void {
  const { lastViewId } = useSettings();
  // A notification may have opened the window on a view or an order.
  const isRestored = useRef(orderListStore.get().viewId !== 'all' || openOrderStore.get() !== null);
  useEffect(() => {
    if (isRestored.current || views.length === 0) return;
    isRestored.current = true;
    const view = views.find((candidate) => candidate.id === lastViewId);
    if (view && view.id !== orderListStore.get().viewId) show(view);
  }, [views, lastViewId, show]);
}
