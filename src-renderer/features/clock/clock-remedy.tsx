import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { toAppError } from '#shared/contract/to-app-error.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { notice } from '../../ui/notices.ts';
import { CheckAgainButton, DateSettingsButton } from './clock-buttons.tsx';
import { clockDrawerStore } from './clock-drawer-state.ts';

const clockErrors: ReadonlySet<ErrorCode> = new Set([
  'clock_ahead',
  'clock_behind',
  'clock_unknown',
  'clock_sources_disagree',
  'clock_jumped',
]);

/** What mends a refusal by the clock guard, for an error panel; nothing for other errors. */
export function ClockRemedy({ error, onMended }: { error: unknown; onMended: () => void }) {
  const { t } = useTranslation();
  if (!clockErrors.has(toAppError(error).code)) return null;
  return (
    <>
      <DateSettingsButton />
      <CheckAgainButton
        onDone={(check) => {
          if (check.verdict !== 'good') return clockDrawerStore.set(true);
          notice(t('clock.nowGood'));
          onMended();
        }}
      />
      <Button variant="subtle" onClick={() => clockDrawerStore.set(true)}>
        {t('clock.details')}
      </Button>
    </>
  );
}
