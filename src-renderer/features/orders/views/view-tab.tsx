import { IconUsers } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderView } from '#shared/contract/orders.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { formatCount } from '../../../lib/format.ts';
import { createStore, useStore } from '../../../lib/store.ts';
import { viewName } from '../order-words.ts';
import styles from '../orders.module.css';
import { draggedStore } from '../selection/drag-rows.ts';
import { useNames } from '../use-names.ts';

/** Views whose orders need someone at once: fraud hold and the failed phase. */
const alertViews: ReadonlySet<string> = new Set(['held', 'failed', `phase:${phaseIdOf.failed}`]);

/** The own view that is being dragged to another place. */
const draggedViewStore = createStore<string | null>(null);

/** The phase that orders dropped on a view go to: that of a view which shows a single phase. */
export function phaseOfView(view: OrderView): number | null {
  const [phaseId, ...others] = view.filter.phaseIds ?? [];
  return phaseId !== undefined && others.length === 0 ? phaseId : null;
}

/** One view as a tab: takes dropped rows when it stands for a phase; own ones can be dragged to another place. */
export function ViewTab({
  view,
  count,
  isSelected,
  onShow,
  onDropRows,
  onDropView,
}: {
  view: OrderView;
  count: { count: number; exact: boolean } | undefined;
  isSelected: boolean;
  onShow: (isAdding: boolean) => void;
  onDropRows: (phaseId: number) => void;
  onDropView: (viewId: string) => void;
}) {
  const { t } = useTranslation();
  const { phases } = useNames();
  const rows = useStore(draggedStore);
  const draggedView = useStore(draggedViewStore);
  const [isOver, setOver] = useState(false);
  const phaseId = phaseOfView(view);
  const takesRows = rows !== null && phaseId !== null && phaseId !== phaseIdOf.staging;
  const takesView = draggedView !== null && !view.builtIn && draggedView !== view.id;
  const hint = takesRows || takesView ? 'yes' : rows !== null ? 'no' : undefined;
  const over = (event: DragEvent) => {
    if (!takesRows && !takesView) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (takesRows) onDropRows(phaseId);
    else if (takesView) onDropView(draggedView);
    draggedStore.set(null);
    draggedViewStore.set(null);
  };
  return (
    <button
      type="button"
      role="tab"
      data-view={view.id}
      data-drop={hint}
      data-over={isOver && hint === 'yes' ? true : undefined}
      className={styles.tab}
      aria-selected={isSelected}
      tabIndex={isSelected ? 0 : -1}
      draggable={!view.builtIn}
      onClick={(event) => onShow(event.ctrlKey || event.metaKey)}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', view.name);
        draggedViewStore.set(view.id);
      }}
      onDragEnd={() => draggedViewStore.set(null)}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {!view.builtIn && view.isShared && (
        <IconUsers size={13} aria-label={t('orders.view.sharedMark')} role="img" />
      )}
      {viewName(t, view, [...phases.values()])}
      {count && (
        <span className={styles.count} data-alert={alertViews.has(view.id) && count.count > 0}>
          {formatCount(count.count)}
          {count.exact ? '' : '+'}
        </span>
      )}
    </button>
  );
}
