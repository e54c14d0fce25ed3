import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderRow, OrderWindow } from '#shared/contract/orders.ts';
import type { OrderQuery } from '#shared/domain/order-query.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { shopFilterStore } from '../../lib/shop-filter.ts';
import { isTyping, useWindowKeys } from '../../lib/shortcuts.ts';
import { useStore } from '../../lib/store.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { copyWithNotice } from '../../ui/notices.ts';
import { OrderDetailPanel } from './detail/order-detail-panel.tsx';
import { EmptyOrders } from './empty-orders.tsx';
import type { ColumnContext, OrderColumnId } from './grid-columns.ts';
import type { OrderGrid } from './grid-controller.ts';
import { openOrderStore, orderListStore } from './list-state.ts';
import { OrderGridView } from './order-grid.tsx';
import styles from './orders.module.css';
import { rowsAsText } from './rows-as-text.ts';
import { SelectionBar } from './selection-bar.tsx';
import { OrderToolbar } from './toolbar.tsx';
import { ViewTabs } from './view-tabs.tsx';

/** The order list with its views, conditions, selection and detail. */
export function OrdersScreen() {
  const { t } = useTranslation();
  const grid = useRef<OrderGrid | null>(null);
  const list = useStore(orderListStore);
  const shopId = useStore(shopFilterStore);
  const openId = useStore(openOrderStore);
  const [info, setInfo] = useState<Pick<OrderWindow, 'total' | 'totalIsExact'> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isStale, setStale] = useState(false);
  const [selected, setSelected] = useState<readonly OrderRow[]>([]);
  const context = useColumnContext();

  const query: OrderQuery = {
    filter: shopId ? { ...list.filter, shopIds: [shopId] } : list.filter,
    search: list.search,
    sort: list.sort,
  };

  useWindowKeys((event) => {
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'r') grid.current?.refresh();
    else if (event.key === 'Escape') stepBack();
  });

  const stepBack = () => {
    if (openOrderStore.get() !== null) {
      openOrderStore.set(null);
      grid.current?.focus();
    } else {
      grid.current?.clearSelection();
    }
  };

  const copy = (rows: readonly OrderRow[], cell: { column: OrderColumnId; row: OrderRow } | null) => {
    const current = grid.current;
    if (!current) return;
    if (rows.length > 0) {
      void copyWithNotice(
        rowsAsText(current, context.t, rows),
        t('orders.selection.copied', { n: rows.length }),
      );
    } else if (cell) {
      void copyWithNotice(current.textOf(cell.column, cell.row), t('orders.selection.copiedCell'));
    }
  };

  return (
    <section className={styles.screen} aria-label={t('orders.title')}>
      <ViewTabs shopId={shopId} />
      <OrderToolbar gridRef={grid} info={info} />
      <div className={styles.body}>
        <div className={styles.gridArea}>
          {context.isReady ? (
            <OrderGridView
              gridRef={grid}
              query={query}
              context={context}
              events={{
                onOpen: (id) => openOrderStore.set(id),
                onFocusRow: (id) => openOrderStore.set((open) => (open === null ? null : id)),
                onEscape: stepBack,
                onCopy: copy,
                onSelection: setSelected,
                onSort: (sort) => orderListStore.set((old) => ({ ...old, sort })),
                onWindow: ({ total, totalIsExact }) => {
                  setError(null);
                  setInfo((old) =>
                    old?.total === total && old.totalIsExact === totalIsExact ? old : { total, totalIsExact },
                  );
                },
                onError: setError,
                onStale: setStale,
              }}
            />
          ) : null}
          {isStale && (
            <Button
              className={styles.pill ?? ''}
              radius="xl"
              leftSection={<IconRefresh size={14} aria-hidden />}
              onClick={() => grid.current?.refresh()}
            >
              {t('orders.fresh.pill')} · {t('orders.fresh.show')}
            </Button>
          )}
          {error !== null && (
            <div className={styles.over}>
              <ErrorPanel error={error} onRetry={() => void grid.current?.show(query)} />
            </div>
          )}
          {error === null && info?.total === 0 && (
            <div className={styles.over}>
              <EmptyOrders isNarrowed={list.search !== '' || Object.keys(query.filter).length > 0} />
            </div>
          )}
        </div>
        {openId !== null && (
          <OrderDetailPanel
            orderId={openId}
            onClose={stepBack}
            onMove={(delta) => grid.current?.moveBy(delta)}
          />
        )}
      </div>
      {selected.length > 0 && (
        <SelectionBar
          rows={selected}
          onCopy={() => copy(selected, null)}
          onClear={() => grid.current?.clearSelection()}
        />
      )}
    </section>
  );
}

/** Phases, shop names and words the cells are drawn with; one object until one of them changes. */
function useColumnContext(): ColumnContext & { isReady: boolean } {
  const { t } = useTranslation();
  const phases = useQuery(hostQuery.orders.phases.queryOptions({ input: {} })).data?.phases;
  const shops = useQuery(hostQuery.shops.list.queryOptions({ input: {} })).data?.shops;
  const names = JSON.stringify(shops?.map((shop) => [shop.id, shop.name]) ?? []);
  return useMemo(
    () => ({
      t,
      isReady: phases !== undefined,
      phases: new Map(phases?.map((phase) => [phase.id, phase])),
      shopNames: new Map<string, string>(JSON.parse(names)),
    }),
    [t, phases, names],
  );
}
