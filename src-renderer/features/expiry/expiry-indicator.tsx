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
  const isCalm = board.worst === 'ok' || board.worst === 'unknown';
  const text = isCalm ? t('expiry.title') : `${t('expiry.title')} · ${t(`expiry.state.${board.worst}`)}`;
  const explanation = t(`expiry.indicator.${board.worst}`);
  return (
    <Button
      size="compact-sm"
      variant={isCalm ? 'subtle' : 'light'}
      color={isCalm ? 'gray' : color}
      leftSection={<Icon size={15} aria-hidden />}
      // Begins with what is seen, so that it can also be called by voice.
      aria-label={`${text} (${explanation})`}
      title={explanation}
      onClick={() => goTo('expiry')}
    >
      {text}
    </Button>
  );
}
