import { Alert, Drawer, Text } from '@mantine/core';
import { IconClock, IconClockCheck, IconClockQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ClockStatus } from '#shared/contract/clock.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatMoment } from '../../lib/format.ts';
import { useStore } from '../../lib/store.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { CheckFacts } from './check-facts.tsx';
import styles from './clock.module.css';
import { CheckAgainButton, DateSettingsButton } from './clock-buttons.tsx';
import { clockDrawerStore } from './clock-drawer-state.ts';
import { ClockHistory } from './clock-history.tsx';
import { clockState, offsetText, refusalOf } from './clock-words.ts';

/** How this PC's clock stands, why it matters, how to mend it, and what earlier checks said (spec §2.2). */
export function ClockDrawer() {
  const { t } = useTranslation();
  const isOpen = useStore(clockDrawerStore);
  const status = useQuery({ ...hostQuery.clock.status.queryOptions({ input: {} }), enabled: isOpen }).data;
  return (
    <Drawer
      opened={isOpen}
      onClose={() => clockDrawerStore.set(false)}
      position="right"
      size={620}
      title={t('clock.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ title: styles.title ?? '' }}
    >
      <State status={status} />
      <div className={styles.actions}>
        <DateSettingsButton />
        <CheckAgainButton />
      </div>
      {status?.last && <CheckFacts check={status.last} />}
      <ClockHistory isOpen={isOpen} />
    </Drawer>
  );
}

function State({ status }: { status: ClockStatus | undefined }) {
  const { t } = useTranslation();
  const state = clockState(status);
  const refusal = status?.last ? refusalOf(t, status.last) : null;
  if (state === 'never') {
    return (
      <Alert color="gray" icon={<IconClock aria-hidden />} title={t('clock.neverTitle')}>
        <Text size="sm">{t('clock.neverText')}</Text>
      </Alert>
    );
  }
  if (state === 'changed') {
    return (
      <Alert color="yellow" icon={<IconClockQuestion aria-hidden />} title={t('clock.changedTitle')}>
        <Text size="sm">
          {t('clock.changedText', {
            at: formatMoment(status?.jump?.at ?? 0),
            amount: offsetText(t, status?.jump?.ms ?? 0),
          })}
        </Text>
      </Alert>
    );
  }
  if (refusal !== null) return <ErrorPanel error={refusal} />;
  return (
    <Alert color="green" icon={<IconClockCheck aria-hidden />} title={t('clock.goodTitle')}>
      <Text size="sm">{t('clock.goodText')}</Text>
    </Alert>
  );
}
