import { ActionIcon, Skeleton, Stack, Tabs, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../../lib/connection/index.ts';
import { isTyping, useWindowKeys } from '../../../lib/shortcuts.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import styles from './detail.module.css';
import { HistoryTab } from './history-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { RawTab } from './raw-tab.tsx';
import { ResizeHandle, usePanelWidth } from './resize-handle.tsx';

const tabs = ['overview', 'history', 'raw'] as const;
type Tab = (typeof tabs)[number];

/** One order beside the list: it stays open while the operator walks through the rows. */
export function OrderDetailPanel({
  orderId,
  onClose,
  onMove,
}: {
  orderId: number;
  onClose: () => void;
  onMove: (delta: number) => void;
}) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<Tab>('overview');
  const [width, setWidth] = usePanelWidth();
  const detail = useQuery({
    ...hostQuery.orders.get.queryOptions({ input: { orderId } }),
    placeholderData: (old) => old,
  });
  useWindowKeys((event) => {
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const chosen = tabs[Number(event.key) - 1];
    if (chosen) setTab(chosen);
  });
  const order = detail.data;
  return (
    <aside className={styles.panel} style={{ width }} aria-label={t('orders.detail.label')}>
      <ResizeHandle width={width} onWidth={setWidth} />
      <div className={styles.head}>
        <span className={`${styles.id} selectable`} title={order?.mallOrderId}>
          {order?.mallOrderId ?? ''}
        </span>
        <span style={{ flex: 1 }} />
        <HeadButton label={`${t('orders.detail.previous')} (↑)`} onClick={() => onMove(-1)}>
          <IconChevronUp size={18} />
        </HeadButton>
        <HeadButton label={`${t('orders.detail.next')} (↓)`} onClick={() => onMove(1)}>
          <IconChevronDown size={18} />
        </HeadButton>
        <HeadButton label={`${t('orders.detail.close')} (Esc)`} onClick={onClose}>
          <IconX size={18} />
        </HeadButton>
      </div>
      <Tabs
        value={tab}
        onChange={(value) => setTab(tabs.find((known) => known === value) ?? 'overview')}
        keepMounted={false}
        style={{ display: 'contents' }}
      >
        <Tabs.List px={6}>
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name} fz={13} py={7}>
              {t(`orders.detail.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((name) => (
          <Tabs.Panel key={name} value={name} className={styles.scroll ?? ''} tabIndex={0}>
            {detail.isError ? (
              <ErrorPanel error={detail.error} onRetry={() => void detail.refetch()} />
            ) : order ? (
              <>
                {name === 'overview' && <OverviewTab detail={order} />}
                {name === 'history' && <HistoryTab orderId={order.id} />}
                {name === 'raw' && <RawTab orderId={order.id} />}
              </>
            ) : (
              <DetailSkeleton />
            )}
          </Tabs.Panel>
        ))}
      </Tabs>
    </aside>
  );
}

function HeadButton({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function DetailSkeleton() {
  return (
    <Stack gap="xs">
      {[70, 90, 60, 80, 50, 85].map((width) => (
        <Skeleton key={width} height={12} width={`${width}%`} />
      ))}
    </Stack>
  );
}
