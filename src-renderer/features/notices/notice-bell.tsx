import { ActionIcon, Tooltip } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../lib/format.ts';
import styles from './notices.module.css';
import { noticesStore } from './notices-store.ts';
import { useNotices } from './use-notices.ts';

/** Opens the list of notices; says how many nobody has looked at. */
export function NoticeBell() {
  const { t } = useTranslation();
  const unread = useNotices().data?.unread ?? 0;
  const label = unread === 0 ? t('notices.bell') : t('notices.bellUnread', { n: formatCount(unread) });
  return (
    <Tooltip label={label}>
      <ActionIcon className={styles.bell ?? ''} aria-label={label} onClick={() => noticesStore.set(true)}>
        <IconBell size={18} />
        {unread > 0 && (
          // Drawn, not written: the button's name says the number in words.
          <span className={styles.unreadCount} data-count={unread > 99 ? '99+' : unread} aria-hidden />
        )}
      </ActionIcon>
    </Tooltip>
  );
}
