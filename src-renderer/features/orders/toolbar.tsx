import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconBaselineDensityMedium,
  IconBaselineDensitySmall,
  IconBookmarkPlus,
  IconRotate,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OrderWindow } from '#shared/contract/orders.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatCount } from '../../lib/format.ts';
import { useSaveSettings, useSettings } from '../../lib/settings.ts';
import { isTyping, useWindowKeys } from '../../lib/shortcuts.ts';
import { useStore } from '../../lib/store.ts';
import { ColumnMenu } from './column-menu.tsx';
import { builderStore, ConditionBuilder } from './conditions/condition-builder.tsx';
import { FilterChips } from './filter-chips.tsx';
import { FilterPopover } from './filter-popover.tsx';
import type { OrderGrid } from './grid-controller.ts';
import { orderListStore, sameFilter, showSaved } from './list-state.ts';
import styles from './orders.module.css';
import { QuickToggles } from './quick-toggles.tsx';
import { SaveViewDialog, saveViewStore } from './views/save-view-dialog.tsx';

/** Filters, quick filters, count, columns and density; below, the conditions as chips. */
export function OrderToolbar({
  gridRef,
  info,
}: {
  gridRef: { current: OrderGrid | null };
  info: Pick<OrderWindow, 'total' | 'totalIsExact'> | null;
}) {
  const { t } = useTranslation();
  const { density } = useSettings();
  const saveSettings = useSaveSettings();
  return (
    <>
      <div className={styles.toolbar}>
        <FilterPopover />
        <BuilderButton />
        <QuickToggles />
        {info && (
          <span className={styles.total} role="status">
            {t(info.totalIsExact ? 'orders.toolbar.total' : 'orders.toolbar.totalAtLeast', {
              n: formatCount(info.total),
            })}
          </span>
        )}
        <ColumnMenu gridRef={gridRef} />
        <SegmentedControl
          aria-label={t('orders.toolbar.density')}
          value={density}
          onChange={(value) => saveSettings({ density: value === 'comfortable' ? 'comfortable' : 'compact' })}
          data={[
            {
              value: 'compact',
              label: <IconBaselineDensitySmall size={14} aria-label={t('orders.toolbar.compact')} />,
            },
            {
              value: 'comfortable',
              label: <IconBaselineDensityMedium size={14} aria-label={t('orders.toolbar.comfortable')} />,
            },
          ]}
        />
      </div>
      <ChipRow />
      <ConditionBuilder />
      <SaveViewDialog />
    </>
  );
}

/** Opens the condition builder; Shift+F too. */
function BuilderButton() {
  const { t } = useTranslation();
  const { filter } = useStore(orderListStore);
  useWindowKeys((event) => {
    if (event.key !== 'F' || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    builderStore.set(true);
  });
  return (
    <Tooltip label={`${t('conditions.open')} (Shift+F)`}>
      <Button
        variant={filter.where ? 'light' : 'default'}
        leftSection={<IconAdjustmentsHorizontal size={15} aria-hidden />}
        onClick={() => builderStore.set(true)}
      >
        {t('conditions.open')}
      </Button>
    </Tooltip>
  );
}

/** The conditions beside the view's, with what can be done about the difference; nothing while there is none. */
function ChipRow() {
  const { t } = useTranslation();
  const list = useStore(orderListStore);
  const views = useQuery(hostQuery.views.list.queryOptions({ input: {} })).data?.views ?? [];
  const view = views.find((candidate) => candidate.id === list.viewId);
  const isChanged =
    view !== undefined &&
    !(
      sameFilter(view.filter, list.filter) &&
      view.search === list.search &&
      view.sort.column === list.sort.column &&
      view.sort.direction === list.sort.direction
    );
  // What a built-in view stands for is written on its tab.
  const isTold = view?.builtIn === true || Object.keys(list.filter).length === 0;
  if (!isChanged && list.search === '' && isTold) return null;
  return (
    <div className={styles.chipRow}>
      <div className={styles.chips}>
        <FilterChips />
      </div>
      {isChanged && (
        <>
          <Button
            variant="subtle"
            size="compact-xs"
            h={24}
            leftSection={<IconBookmarkPlus size={14} aria-hidden />}
            onClick={() => saveViewStore.set({ kind: 'new' })}
          >
            {t('orders.toolbar.saveView')}
          </Button>
          <Tooltip label={t('orders.view.revert')}>
            <ActionIcon size={24} aria-label={t('orders.view.revert')} onClick={() => showSaved(view)}>
              <IconRotate size={14} />
            </ActionIcon>
          </Tooltip>
        </>
      )}
    </div>
  );
}
