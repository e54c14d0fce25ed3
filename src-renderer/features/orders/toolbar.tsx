import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import {
  IconBaselineDensityMedium,
  IconBaselineDensitySmall,
  IconBookmarkPlus,
  IconRotate,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderWindow } from '#shared/contract/orders.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatCount } from '../../lib/format.ts';
import { useSaveSettings, useSettings } from '../../lib/settings.ts';
import { useStore } from '../../lib/store.ts';
import { ColumnMenu } from './column-menu.tsx';
import { FilterChips } from './filter-chips.tsx';
import { FilterPopover } from './filter-popover.tsx';
import type { OrderGrid } from './grid-controller.ts';
import { orderListStore, sameFilter } from './list-state.ts';
import styles from './orders.module.css';
import { useSaveView } from './use-views.ts';
import { ViewNameDialog } from './view-name-dialog.tsx';

/** Conditions as chips, count, columns and density. */
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
    <div className={styles.toolbar}>
      <FilterPopover />
      <div className={styles.chips}>
        <FilterChips />
        <ChangedView />
      </div>
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
  );
}

/** Offers to keep changed conditions as a view, or to go back to the view. */
function ChangedView() {
  const { t } = useTranslation();
  const [isNaming, setNaming] = useState(false);
  const list = useStore(orderListStore);
  const views = useQuery(hostQuery.views.list.queryOptions({ input: {} })).data?.views ?? [];
  const saveView = useSaveView();
  const view = views.find((candidate) => candidate.id === list.viewId);
  const isSame =
    !view ||
    (sameFilter(view.filter, list.filter) &&
      view.search === list.search &&
      view.sort.column === list.sort.column &&
      view.sort.direction === list.sort.direction);
  if (isSame) return null;
  return (
    <>
      <Button
        variant="subtle"
        size="compact-xs"
        h={24}
        leftSection={<IconBookmarkPlus size={14} aria-hidden />}
        onClick={() => setNaming(true)}
      >
        {t('orders.toolbar.saveView')}
      </Button>
      <Tooltip label={t('orders.view.revert')}>
        <ActionIcon
          size={24}
          aria-label={t('orders.view.revert')}
          onClick={() =>
            orderListStore.set({ viewId: view.id, filter: view.filter, search: view.search, sort: view.sort })
          }
        >
          <IconRotate size={14} />
        </ActionIcon>
      </Tooltip>
      {isNaming && (
        <ViewNameDialog
          title={t('orders.view.saveTitle')}
          hint={t('orders.view.saveHint')}
          initialName=""
          onClose={() => setNaming(false)}
          onName={(name) => saveView({ name, filter: list.filter, search: list.search, sort: list.sort })}
        />
      )}
    </>
  );
}
