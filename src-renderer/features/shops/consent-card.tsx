import { Button, Text } from '@mantine/core';
import { IconRefresh, IconStethoscope } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shop } from '#shared/contract/shops.ts';
import { toAppError } from '#shared/contract/to-app-error.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { openExternal } from '../../lib/open-external.ts';
import { useStore } from '../../lib/store.ts';
import { showError } from '../../ui/error-notice.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { ClockRemedy } from '../clock/clock-remedy.tsx';
import { DiagnoseButton } from '../diagnosis/diagnose-button.tsx';
import { openDiagnosis } from '../diagnosis/diagnosis-store.ts';
import { type Attempt, ConsentFlow } from './consent-flow.tsx';
import { ConsentState } from './consent-state.tsx';
import { KeyTest } from './key-test.tsx';
import { MixedWarning } from './mixed-warning.tsx';
import { ScopeCard } from './scope-head.tsx';
import { startingConsentStore } from './shop-selection.ts';
import { useReloadShops } from './use-reload-shops.ts';

/** This PC's consent for manual import, and the way to a new one by browser (spec §2.1). */
export function ConsentCard({ shop }: { shop: Shop }) {
  const { t } = useTranslation();
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const reload = useReloadShops();
  const begin = useMutation(
    hostQuery.auth.begin.mutationOptions({
      onSuccess: async (started) => {
        setAttempt(started);
        void reload();
        await openExternal(started.authorizationUrl).catch(showError);
      },
    }),
  );
  useStartFromElsewhere(shop.id, () => begin.mutate({ shopId: shop.id }));
  const end = () => {
    setAttempt(null);
    void reload();
  };
  return (
    <ScopeCard
      scope="terminal"
      title={t('shops.consent.title')}
      actions={
        attempt === null && (
          <>
            <Button
              size="sm"
              variant="default"
              leftSection={<IconStethoscope size={16} aria-hidden />}
              onClick={() => openDiagnosis({ shopId: shop.id, scope: 'terminal' })}
            >
              {t('diagnosis.open')}
            </Button>
            <Button
              size="sm"
              leftSection={<IconRefresh size={16} aria-hidden />}
              loading={begin.isPending}
              onClick={() => begin.mutate({ shopId: shop.id })}
            >
              {t('shops.consent.update')}
            </Button>
          </>
        )
      }
    >
      <ConsentState consent={shop.consent} scope="terminal" />
      <MixedWarning consent={shop.consent} otherKey={shop.sharedKey} other={shop.sharedConsent} />
      <KeyTest shop={shop} scope="terminal" />
      {!shop.hasClientSecret && (
        <Text size="xs" c="dimmed" mt="xs">
          {t('shops.consent.needSecret')}
        </Text>
      )}
      {begin.isError && (
        <ErrorPanel
          error={begin.error}
          action={
            <>
              <ClockRemedy error={begin.error} onMended={begin.reset} />
              <DiagnoseButton error={toAppError(begin.error)} shopId={shop.id} />
            </>
          }
        />
      )}
      {attempt && <ConsentFlow key={attempt.attemptId} attempt={attempt} shopId={shop.id} onEnd={end} />}
    </ScopeCard>
  );
}

/** Another screen asked for this shop's consent: it starts as if its button had been pressed here. */
function useStartFromElsewhere(shopId: string, start: () => void): void {
  const wanted = useStore(startingConsentStore);
  useEffect(() => {
    if (wanted !== shopId) return;
    startingConsentStore.set(null);
    start();
  });
}
