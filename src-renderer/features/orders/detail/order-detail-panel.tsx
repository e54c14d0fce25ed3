import { ActionIcon, Button, Kbd, Skeleton, Stack, Tabs, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconPencil, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '#shared/contract/orders.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { belongsToPopup, isTyping, useWindowKeys } from '../../../lib/shortcuts.ts';
import { useStore } from '../../../lib/store.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { notice } from '../../../ui/notices.ts';
import { MallOperationDialog } from '../../outbox/mall-operation-dialog.tsx';
import { OrderOutbox } from '../../outbox/order-outbox.tsx';
import { StagedLine } from '../../staging/staged-line.tsx';
import { useStagedReason } from '../../staging/use-staged.ts';
import { openOrderStore } from '../list-state.ts';
import { ActionBar } from './action-bar.tsx';
import styles from './detail.module.css';
import { EditBar } from './edit-bar.tsx';
import { type EditDraft, startEdit } from './edit-draft.ts';
import { EditForm } from './edit-form.tsx';
import { editStore, stopEdit } from './edit-store.ts';
import { ForeignLine, MergedLine } from './foreign-line.tsx';
import { HistoryTab } from './history-tab.tsx';
import { OutboxLine } from './outbox-line.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { RawTab } from './raw-tab.tsx';
import { ResizeHandle, usePanelWidth } from './resize-handle.tsx';
import { saveDraft } from './save-edit.ts';
import { useForeignChange } from './use-foreign-change.ts';

const tabs = ['overview', 'history', 'outbox', 'raw'] as const;
type Tab = (typeof tabs)[number];
/** What the keys E and N begin. */
type Asked = 'edit' | 'memo';

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
  const [isSending, setSending] = useState(false);
  const [width, setWidth] = usePanelWidth();
  const detail = useQuery({
    ...hostQuery.orders.get.queryOptions({ input: { orderId } }),
    placeholderData: (old) => old,
  });
  const order = detail.data;
  const edit = useStore(editStore);
  const draft = edit !== null && edit.orderId === order?.id ? edit : null;
  const stagedReason = useStagedReason(order);
  const [foreign, dropForeign] = useForeignChange(detail.isPlaceholderData ? undefined : order);

  // What was asked of the open order: it may still be on its way while the one before it is shown.
  const [asked, setAsked] = useState<{ readonly orderId: number; readonly what: Asked } | null>(null);
  const ready = order?.id === orderId && !detail.isPlaceholderData ? order : null;
  const ripe = asked !== null && asked.orderId === ready?.id ? asked.what : null;
  useEffect(() => {
    if (ready === null || ripe === null) return;
    if (stagedReason !== null) {
      notice(stagedReason);
      setAsked(null);
      return;
    }
    setTab('overview');
    // The memo's field takes the keyboard itself, once it is there.
    if (ripe === 'memo') return;
    editStore.set((old) => old ?? startEdit(ready));
    setAsked(null);
  }, [ready, ripe, stagedReason]);
  /** Means the order opened last, even when the page has not drawn it yet. */
  const ask = (what: Asked) => setAsked({ orderId: openOrderStore.get() ?? orderId, what });
  useDetailKeys({ draft, onAsk: ask, onMove, onTab: setTab });

  const panelOf = (name: Tab, shown: OrderDetail) => {
    if (name === 'history') return <HistoryTab orderId={shown.id} />;
    if (name === 'outbox') return <OrderOutbox orderId={shown.id} />;
    if (name === 'raw') return <RawTab orderId={shown.id} />;
    return draft ? (
      <EditForm detail={shown} draft={draft} />
    ) : (
      <OverviewTab
        detail={shown}
        onSend={() => setSending(true)}
        isMemoAsked={ripe === 'memo'}
        onMemo={() => setAsked(null)}
      />
    );
  };
  return (
    <aside className={styles.panel} style={{ width }} aria-label={t('orders.detail.label')}>
      <ResizeHandle width={width} onWidth={setWidth} />
      <div className={styles.head}>
        <span className={`${styles.id} selectable`} title={order?.mallOrderId}>
          {order?.mallOrderId ?? ''}
        </span>
        <span style={{ flex: 1 }} />
        {order && !draft && (
          <Tooltip label={stagedReason} disabled={stagedReason === null}>
            <Button
              variant="default"
              size="compact-sm"
              mr={4}
              {...(stagedReason !== null && { 'data-disabled': true, 'aria-disabled': true })}
              leftSection={<IconPencil size={14} aria-hidden />}
              rightSection={<Kbd size="xs">E</Kbd>}
              onClick={() => ask('edit')}
            >
              {t('edit.start')}
            </Button>
          </Tooltip>
        )}
        <HeadButton label={`${t('orders.detail.previous')} (K)`} onClick={() => onMove(-1)}>
          <IconChevronUp size={18} />
        </HeadButton>
        <HeadButton label={`${t('orders.detail.next')} (J)`} onClick={() => onMove(1)}>
          <IconChevronDown size={18} />
        </HeadButton>
        <HeadButton label={`${t('orders.detail.close')} (Esc)`} onClick={onClose}>
          <IconX size={18} />
        </HeadButton>
      </div>
      {draft && <EditBar draft={draft} />}
      {order && !draft && <ActionBar key={order.id} detail={order} />}
      {order && !draft && <StagedLine detail={order} />}
      {order && foreign?.orderId === order.id && (
        <ForeignLine change={foreign} detail={order} onClose={dropForeign} />
      )}
      {order && <MergedLine orderId={order.id} />}
      {order && <OutboxLine orderId={order.id} onShow={() => setTab('outbox')} />}
      <Tabs
        value={tab}
        onChange={(value) => setTab(tabs.find((known) => known === value) ?? 'overview')}
        keepMounted={false}
        style={{ display: 'contents' }}
      >
        <Tabs.List px={6}>
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name} fz={13} py={7}>
              {name === 'outbox' ? t('edit.outboxTab') : t(`orders.detail.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((name) => (
          <Tabs.Panel key={name} value={name} className={styles.scroll ?? ''} tabIndex={0}>
            {detail.isError ? (
              <ErrorPanel error={detail.error} onRetry={() => void detail.refetch()} />
            ) : order ? (
              panelOf(name, order)
            ) : (
              <DetailSkeleton />
            )}
          </Tabs.Panel>
        ))}
      </Tabs>
      {isSending && order && (
        <MallOperationDialog
          target={{ kind: 'order', orderId: order.id }}
          kind="fields"
          onClose={() => setSending(false)}
        />
      )}
    </aside>
  );
}

/** E edits, N writes a memo, Ctrl+S saves, Esc ends the editing, J and K walk, 1–4 change the tab. */
function useDetailKeys({
  draft,
  onAsk,
  onMove,
  onTab,
}: {
  draft: EditDraft | null;
  onAsk: (what: Asked) => void;
  onMove: (delta: number) => void;
  onTab: (tab: Tab) => void;
}): void {
  useWindowKeys((event) => {
    const isInDialog = event.target instanceof Element && event.target.closest('[role="dialog"]') !== null;
    if (isInDialog) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
      event.preventDefault();
      if (draft) void saveDraft(draft);
      return;
    }
    if (event.key === 'Escape' && draft && !belongsToPopup(event)) {
      event.preventDefault();
      stopEdit();
      return;
    }
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const chosen = tabs[Number(event.key) - 1];
    if (chosen) onTab(chosen);
    else if (event.key === 'e' || (event.key === 'n' && draft === null)) {
      event.preventDefault();
      onAsk(event.key === 'e' ? 'edit' : 'memo');
    } else if (event.key === 'j') onMove(1);
    else if (event.key === 'k') onMove(-1);
  });
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
