import { Badge, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Notice, type NoticePlace, placeOf } from '#shared/domain/notice.ts';
import { noticeDetail, noticeHeadline } from '#shared/i18n/notice-words.ts';
import { formatMoment } from '../../lib/format.ts';
import { currentLanguage } from '../../lib/i18n.ts';
import { noticeLooks } from './notice-looks.ts';
import styles from './notices.module.css';

/** What happened, where and when; a click leads there. */
export function NoticeRow({ notice, onOpen }: { notice: Notice; onOpen: (place: NoticePlace) => void }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const { Icon, tone } = noticeLooks[notice.kind];
  const place = placeOf(notice);
  const next = notice.kind === 'held' || notice.kind === 'hold_released' ? notice.kind : null;
  return (
    <li>
      <UnstyledButton className={styles.row ?? ''} data-unread={!notice.isRead} onClick={() => onOpen(place)}>
        <Icon size={18} className={styles.icon ?? ''} data-tone={tone} aria-hidden />
        <span className={styles.words}>
          <span className={styles.headline}>
            {noticeHeadline(notice, language)}
            {!notice.isRead && (
              <Badge variant="filled" size="sm">
                {t('notices.unread')}
              </Badge>
            )}
          </span>
          <span>{noticeDetail(notice, language)}</span>
          {next && <span className={styles.soft}>{t(`notices.next.${next}`)}</span>}
          <span className={styles.foot}>
            <span>{formatMoment(notice.at)}</span>
            <span className={styles.place}>{t(`notices.place.${place.kind}`)}</span>
          </span>
        </span>
      </UnstyledButton>
    </li>
  );
}
