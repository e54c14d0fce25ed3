import { Button } from '@mantine/core';
import {
  IconClock,
  IconClockCheck,
  IconClockExclamation,
  IconClockQuestion,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatAmount } from '../../lib/duration.ts';
import { clockDrawerStore } from './clock-drawer-state.ts';
import { type ClockState, clockState } from './clock-words.ts';

type Look = { readonly color: string; readonly Icon: TablerIcon; readonly variant: 'subtle' | 'light' };

const bad: Look = { color: 'red', Icon: IconClockExclamation, variant: 'light' };
const unsure: Look = { color: 'yellow', Icon: IconClockQuestion, variant: 'light' };
const looks: Readonly<Record<ClockState, Look>> = {
  good: { color: 'green', Icon: IconClockCheck, variant: 'subtle' },
  never: { color: 'gray', Icon: IconClock, variant: 'subtle' },
  ahead: bad,
  behind: bad,
  unknown: unsure,
  sources_disagree: unsure,
  jumped: unsure,
  changed: unsure,
};

/** The clock of this PC in the title row: icon, word and, when it is wrong, by how much. */
export function ClockIndicator() {
  const { t } = useTranslation();
  const status = useQuery(hostQuery.clock.status.queryOptions({ input: {} })).data;
  const state = clockState(status);
  const { color, Icon, variant } = looks[state];
  const amount = formatAmount(t, status?.last?.offsetMs ?? 0);
  const words = () => {
    if (state === 'ahead' || state === 'behind') return t(`clock.markOf.${state}`, { amount });
    return variant === 'light' ? t('clock.markOf.unsure') : t('clock.mark');
  };
  return (
    <Button
      color={color}
      variant={variant}
      px={8}
      leftSection={<Icon size={16} aria-hidden />}
      aria-label={t('clock.open', { state: t(`clock.state.${state}`) })}
      onClick={() => clockDrawerStore.set(true)}
    >
      {words()}
    </Button>
  );
}
