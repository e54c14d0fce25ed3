import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderQuery } from '#shared/domain/order-query.ts';
import { onOrdersChanged } from '../../lib/events.ts';
import { useSaveSettings, useSettings } from '../../lib/settings.ts';
import '../../ui/badges.css';
import './grid.css';
import type { ColumnContext } from './grid-columns.ts';
import { type GridEvents, OrderGrid } from './grid-controller.ts';
import { setGridFocus } from './grid-focus.ts';
import { rowHeights } from './grid-options.ts';
import { openOrderStore } from './list-state.ts';
import styles from './orders.module.css';
import { makeRowsDraggable } from './selection/drag-rows.ts';
import { pickedStore } from './selection/selection-store.ts';

export const gridName = 'orders';

/** Holds the grid for React: creates it once, then hands every change of query, words or density to it. */
export function OrderGridView({
  query,
  context,
  events,
  gridRef,
}: {
  query: OrderQuery;
  context: ColumnContext;
  events: Omit<GridEvents, 'onColumns'>;
  gridRef: { current: OrderGrid | null };
}) {
  const { t } = useTranslation();
  const element = useRef<HTMLDivElement>(null);
  const settings = useSettings();
  const saveSettings = useSaveSettings();
  const latest = useRef({ events, saveSettings, settings });
  useEffect(() => {
    latest.current = { events, saveSettings, settings };
  });
  const first = useRef({ query, context, label: t('orders.gridLabel') });

  useEffect(() => {
    const container = element.current;
    if (!container) return;
    const { settings: initial } = latest.current;
    let saveTimer: ReturnType<typeof setTimeout> | undefined;
    const grid = new OrderGrid(container, {
      ...first.current,
      columns: initial.columns[gridName],
      rowHeight: rowHeights[initial.density],
      events: {
        onOpen: (id) => latest.current.events.onOpen(id),
        onFocusRow: (id) => latest.current.events.onFocusRow(id),
        onCopy: (cell) => latest.current.events.onCopy(cell),
        onPick: (rows, isOn) => latest.current.events.onPick(rows, isOn),
        onPickAll: () => latest.current.events.onPickAll(),
        onPickTooMany: () => latest.current.events.onPickTooMany(),
        onSort: (sort) => latest.current.events.onSort(sort),
        onWindow: (window) => latest.current.events.onWindow(window),
        onError: (error) => latest.current.events.onError(error),
        onStale: (isStale) => latest.current.events.onStale(isStale),
        onColumns: (columns) => {
          clearTimeout(saveTimer);
          saveTimer = setTimeout(() => {
            const { settings: now, saveSettings: save } = latest.current;
            save({ columns: { ...now.columns, [gridName]: columns } });
          }, 400);
        },
      },
    });
    gridRef.current = grid;
    setGridFocus(() => grid.focus());
    const markOpen = () => grid.setOpenRow(openOrderStore.get());
    markOpen();
    const unmark = openOrderStore.subscribe(markOpen);
    const unfollow = onOrdersChanged(() => grid.follow());
    const unpaint = pickedStore.subscribe(() => grid.paintSelection());
    const undrag = makeRowsDraggable(container, grid);
    return () => {
      unfollow();
      unmark();
      unpaint();
      undrag();
      setGridFocus(null);
      clearTimeout(saveTimer);
      grid.destroy();
      gridRef.current = null;
    };
  }, [gridRef]);

  const queryKey = JSON.stringify(query);
  const shownQuery = useRef(queryKey);
  useEffect(() => {
    if (shownQuery.current === queryKey) return;
    shownQuery.current = queryKey;
    void gridRef.current?.show(JSON.parse(queryKey));
  }, [queryKey, gridRef]);

  const shownContext = useRef(context);
  useEffect(() => {
    if (shownContext.current === context) return;
    shownContext.current = context;
    gridRef.current?.setContext(context);
  }, [context, gridRef]);

  const shownDensity = useRef(settings.density);
  useEffect(() => {
    if (shownDensity.current === settings.density) return;
    shownDensity.current = settings.density;
    gridRef.current?.setRowHeight(rowHeights[settings.density]);
  }, [settings.density, gridRef]);

  return <div ref={element} className={styles.grid} />;
}
