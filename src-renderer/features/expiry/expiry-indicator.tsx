import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { goTo } from '../../lib/navigation.ts';
import { expiryLooks } from './expiry-looks.ts';
import { useBoard } from './use-board.ts';

/** The worst state of everything that expires, always in sight; a click opens the board. */
export function ExpiryIndicator() {
  const { t } = useTranslation();
  const board = useBoard().data;
  if (board === undefined || board.items.length === 0) return null;
  const { color, Icon } = expiryLooks[board.worst];
  const label = t(`expiry.indicator.${board.worst}`);
  const isCalm = board.worst === 'ok' || board.worst === 'unknown';
  return (
    <Button
      size="compact-sm"
      variant={isCalm ? 'subtle' : 'light'}
      color={isCalm ? 'gray' : color}
      leftSection={<Icon size={15} aria-hidden />}
      aria-label={label}
      title={label}
      onClick={() => goTo('expiry')}
    >
      {t('expiry.title')}
      {!isCalm && ` · ${t(`expiry.state.${board.worst}`)}`}
    </Button>
  );
}
