import { ActionIcon, Menu } from '@mantine/core';
import { IconChevronDown, IconDeviceFloppy, IconPencil, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderView } from '#shared/contract/orders.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatCount } from '../../lib/format.ts';
import { useSaveSettings, useSettings } from '../../lib/settings.ts';
import { isTyping, useWindowKeys } from '../../lib/shortcuts.ts';
import { useStore } from '../../lib/store.ts';
import { distinctViews, openOrderStore, orderListStore } from './list-state.ts';
import { viewName } from './order-words.ts';
import styles from './orders.module.css';
import { useRemoveView, useSaveView } from './use-views.ts';
import { ViewNameDialog } from './view-name-dialog.tsx';

/** Views whose orders need someone at once: fraud hold and the failed phase. */
const alertViews: ReadonlySet<string> = new Set(['held', 'failed', `phase:${phaseIdOf.failed}`]);

/** The saved views with their counts; `[` and `]` move between them. */
export function ViewTabs({ shopId }: { shopId: ShopId | null }) {
  const { t } = useTranslation();
  const views = useSortedViews();
  const phases = useQuery(hostQuery.orders.phases.queryOptions({ input: {} })).data?.phases ?? [];
  const counts = useViewCounts(shopId);
  const { viewId } = useStore(orderListStore);
  const show = useShowView();
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

  const current = views.find((view) => view.id === viewId);
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
      >
        {views.map((view) => {
          const count = counts.get(view.id);
          return (
            <button
              key={view.id}
              type="button"
              role="tab"
              data-view={view.id}
              className={styles.tab}
              aria-selected={view.id === viewId}
              tabIndex={view.id === viewId ? 0 : -1}
              onClick={() => show(view)}
            >
              {viewName(t, view, phases)}
              {count && (
                <span className={styles.count} data-alert={alertViews.has(view.id) && count.count > 0}>
                  {formatCount(count.count)}
                  {count.exact ? '' : '+'}
                </span>
              )}
            </button>
          );
        })}
      </div>
      {current && !current.builtIn && <ViewMenu view={current} />}
    </div>
  );
}

function ViewMenu({ view }: { view: OrderView }) {
  const { t } = useTranslation();
  const [isRenaming, setRenaming] = useState(false);
  const list = useStore(orderListStore);
  const saveView = useSaveView();
  const removeView = useRemoveView();
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon my="auto" aria-label={t('orders.view.menu', { name: view.name })}>
            <IconChevronDown size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconDeviceFloppy size={15} aria-hidden />}
            onClick={() => saveView({ ...list, id: view.id, name: view.name })}
          >
            {t('orders.view.overwrite')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setRenaming(true)}>
            {t('orders.view.rename')}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => removeView(view)}
          >
            {t('orders.view.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isRenaming && (
        <ViewNameDialog
          title={t('orders.view.rename')}
          initialName={view.name}
          onClose={() => setRenaming(false)}
          onName={(name) => saveView({ ...view, name })}
        />
      )}
    </>
  );
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

/** Shows a view and remembers it for the next start. */
function useShowView(): (view: OrderView) => void {
  const saveSettings = useSaveSettings();
  return (view) => {
    openOrderStore.set(null);
    orderListStore.set({ viewId: view.id, filter: view.filter, search: view.search, sort: view.sort });
    saveSettings({ lastViewId: view.id });
  };
}

function useRestoreLastView(views: readonly OrderView[], show: (view: OrderView) => void): void {
  const { lastViewId } = useSettings();
  const isRestored = useRef(orderListStore.get().viewId !== 'all');
  useEffect(() => {
    if (isRestored.current || views.length === 0) return;
    isRestored.current = true;
    const view = views.find((candidate) => candidate.id === lastViewId);
    if (view && view.id !== orderListStore.get().viewId) show(view);
  }, [views, lastViewId, show]);
}
