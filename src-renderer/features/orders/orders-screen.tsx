import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderRow, OrderWindow } from '#shared/contract/orders.ts';
import type { OrderQuery } from '#shared/domain/order-query.ts';
import { shopFilterStore } from '../../lib/shop-filter.ts';
import { useStore } from '../../lib/store.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { copyWithNotice, notice } from '../../ui/notices.ts';
import { StagedBar } from '../staging/staged-bar.tsx';
import { BulkDialogs } from './actions/bulk-dialogs.tsx';
import { chosenNow, chosenRow, shownListStore } from './actions/chosen.ts';
import { runChosenAction } from './actions/chosen-actions.ts';
import { moveOrders } from './actions/move-orders.ts';
import { PrintSheet } from './actions/print-sheet.tsx';
import { editStore, stopEdit } from './detail/edit-store.ts';
import { OrderDetailPanel } from './detail/order-detail-panel.tsx';
import { EmptyOrders } from './empty-orders.tsx';
import type { ColumnContext, OrderColumnId } from './grid-columns.ts';
import type { OrderGrid } from './grid-controller.ts';
import { openOrderStore, orderListStore } from './list-state.ts';
import { OrderGridView } from './order-grid.tsx';
import styles from './orders.module.css';
import { draggedStore } from './selection/drag-rows.ts';
import { mostNamed } from './selection/selection.ts';
import { clearPicked, pick, pickAll } from './selection/selection-store.ts';
import { SelectionBar } from './selection-bar.tsx';
import { OrderToolbar } from './toolbar.tsx';
import { useListKeys } from './use-list-keys.ts';
import { useNames } from './use-names.ts';
import { ViewTabs } from './views/view-tabs.tsx';

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
  const context = useColumnContext();

  const query: OrderQuery = {
    filter: shopId ? { ...list.filter, shopIds: [shopId] } : list.filter,
    search: list.search,
    sort: list.sort,
  };
  useShownList(query, info);

  const stepBack = () => {
    if (openOrderStore.get() !== null) {
      openOrderStore.set(null);
      grid.current?.focus();
    } else {
      clearPicked();
    }
  };
  useListKeys(grid, () => {
    // One step at a time: first the editing ends, then the detail closes.
    if (editStore.get() === null) stepBack();
    else stopEdit();
  });

  const copy = (cell: { column: OrderColumnId; row: OrderRow }) => {
    if (chosenNow()) void runChosenAction('copy', grid.current);
    else if (grid.current) {
      void copyWithNotice(grid.current.textOf(cell.column, cell.row), t('orders.selection.copiedCell'));
    }
  };

  /** Rows dropped on the tab of a phase: the selection, or the one row that was dragged. */
  const drop = (phaseId: number) => {
    const dragged = draggedStore.get();
    const chosen = dragged?.kind === 'row' ? chosenRow(dragged.row) : chosenNow();
    if (chosen) void moveOrders(chosen, phaseId, 'drag');
  };
  const focusGrid = () => grid.current?.focus();

  return (
    <section className={styles.screen} aria-label={t('orders.title')}>
      <ViewTabs shopId={shopId} onDropRows={drop} />
      <OrderToolbar gridRef={grid} info={info} />
      <StagedBar shopId={shopId} />
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
                onCopy: copy,
                onPick: (rows, isOn) => {
                  if (!pick(rows, isOn)) notice(t('bulk.tooMany', { n: mostNamed }));
                },
                onPickAll: pickAll,
                onPickTooMany: () => notice(t('bulk.tooMany', { n: mostNamed })),
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
      <SelectionBar
        total={info?.total ?? 0}
        totalIsExact={info?.totalIsExact ?? true}
        source={() => grid.current}
        onClosed={focusGrid}
      />
      <BulkDialogs onClosed={focusGrid} />
      <PrintSheet source={() => grid.current} />
    </section>
  );
}

/** Keeps what the list shows at hand for the actions; the selection ends with the query it was made in. */
function useShownList(query: OrderQuery, info: Pick<OrderWindow, 'total' | 'totalIsExact'> | null): void {
  const key = JSON.stringify({ filter: query.filter, search: query.search });
  const sort = JSON.stringify(query.sort);
  const shownKey = useRef(key);
  useEffect(() => {
    if (shownKey.current !== key) clearPicked();
    shownKey.current = key;
    shownListStore.set({
      query: { ...JSON.parse(key), sort: JSON.parse(sort) },
      total: info?.total ?? 0,
      totalIsExact: info?.totalIsExact ?? true,
    });
  }, [key, sort, info]);
}

/** Phases, shop names and words the cells are drawn with; one object until one of them changes. */
function useColumnContext(): ColumnContext & { isReady: boolean } {
  const { t } = useTranslation();
  const { phases, shops } = useNames();
  return useMemo(() => ({ t, isReady: phases.size > 0, phases, shopNames: shops }), [t, phases, shops]);
}
