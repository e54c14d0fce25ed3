import { Button, CloseButton, Tooltip } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatDuration } from '../../lib/duration.ts';
import { formatMoment } from '../../lib/format.ts';
import { goTo, useScreen } from '../../lib/navigation.ts';
import { useNow } from '../../lib/use-now.ts';
import { showError } from '../../ui/error-notice.tsx';
import styles from './expiry.module.css';
import { expiryLooks } from './expiry-looks.ts';
import { itemName, stopsText } from './expiry-words.ts';
import { renew } from './renew.ts';
import { useBoard } from './use-board.ts';

/** The most urgent announced warning, with the button that renews, until it is put away or mended. */
export function ExpiryBanner() {
  const { t } = useTranslation();
  const now = useNow(30_000);
  const board = useBoard();
  const screen = useScreen();
  const dismiss = useMutation(
    hostQuery.expiry.dismiss.mutationOptions({ onError: showError, onSuccess: () => board.refetch() }),
  );
  const warnings = [...(board.data?.warnings ?? [])].sort((a, b) => a.distanceMs - b.distanceMs);
  const [first] = warnings;
  if (first === undefined) return null;
  const { item } = first;
  const { Icon } = expiryLooks[item.state];
  const left = (item.expiresAt ?? now) - now;
  const name = itemName(t, item);
  return (
    <div className={styles.banner} data-state={item.state} role="status">
      <Icon size={16} aria-hidden />
      <span className={styles.bannerText}>
        <b>
          {left > 0
            ? t('expiry.banner.soon', { name, span: formatDuration(t, left) })
            : t('expiry.banner.stopped', { name, at: formatMoment(item.expiresAt ?? now) })}
        </b>{' '}
        {item.stops.length > 0 && t('expiry.banner.stops', { list: stopsText(t, item) })}
      </span>
      <Button size="compact-sm" variant="default" onClick={() => renew(item)}>
        {t(`expiry.renew.${item.renew}`)}
      </Button>
      {screen !== 'expiry' && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => goTo('expiry')}>
          {t('expiry.banner.openBoard')}
          {warnings.length > 1 && `（${t('expiry.banner.more', { n: warnings.length - 1 })}）`}
        </Button>
      )}
      <Tooltip label={t('expiry.banner.dismissHint')}>
        <CloseButton
          size="sm"
          aria-label={t('expiry.banner.dismiss')}
          onClick={() => dismiss.mutate({ itemIds: warnings.map((warning) => warning.item.id) })}
        />
      </Tooltip>
    </div>
  );
}
