import { Anchor, Button, Drawer, Text } from '@mantine/core';
import { IconBell, IconChecks, IconSettings } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../lib/connection/index.ts';
import { goTo } from '../../lib/navigation.ts';
import { useStore } from '../../lib/store.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { foldRows } from './fold-rows.ts';
import { NoticeRow } from './notice-row.tsx';
import styles from './notices.module.css';
import { noticesStore } from './notices-store.ts';
import { openPlace } from './open-place.ts';
import { useNotices } from './use-notices.ts';

/** What happened without anybody asking, newest first. Whoever closes the list has looked at it. */
export function NoticesDrawer() {
  const { t } = useTranslation();
  const isOpen = useStore(noticesStore);
  const list = useNotices();
  const markRead = useMarkRead();
  const notices = list.data?.notices ?? [];
  const unread = list.data?.unread ?? 0;
  const read = () => {
    const [newest] = notices;
    if (newest !== undefined && unread > 0) markRead(newest.at);
  };
  const leave = () => {
    read();
    noticesStore.set(false);
  };
  return (
    <Drawer
      opened={isOpen}
      onClose={leave}
      position="right"
      size={460}
      title={t('notices.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ title: styles.title ?? '' }}
    >
      <div className={styles.head}>
        <Button
          variant="default"
          leftSection={<IconChecks size={15} aria-hidden />}
          disabled={unread === 0}
          onClick={read}
        >
          {t('notices.markRead')}
        </Button>
        <Anchor
          className={styles.settingsLink ?? ''}
          href="#/settings/notices"
          size="sm"
          onClick={(event) => {
            event.preventDefault();
            leave();
            goTo('settings', 'notices');
          }}
        >
          <IconSettings size={15} aria-hidden />
          {t('notices.openSettings')}
        </Anchor>
      </div>
      {list.isError && <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && notices.length === 0 && (
        <div className={styles.empty}>
          <IconBell size={28} stroke={1.4} aria-hidden />
          <Text size="sm">{t('notices.empty')}</Text>
        </div>
      )}
      {notices.length > 0 && (
        <ul className={styles.list} aria-label={t('notices.title')}>
          {foldRows(notices).map((one) => (
            <NoticeRow
              key={one.id}
              notice={one}
              onOpen={(place) => {
                leave();
                void openPlace(place);
              }}
            />
          ))}
        </ul>
      )}
    </Drawer>
  );
}

/** Everything up to a moment has been looked at; shown at once. */
function useMarkRead(): (upTo: number) => void {
  const queryClient = useQueryClient();
  const mark = useMutation(
    hostQuery.notices.markRead.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: hostQuery.notices.list.key() }),
    }),
  );
  return (upTo) => mark.mutate({ upTo });
}
