import { Button } from '@mantine/core';
import { IconClock, IconMail, IconPlayerPlay, IconRefresh, IconStethoscope } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ShopMonitor } from '#shared/contract/auto-import.ts';
import { clockDrawerStore } from '../clock/clock-drawer-state.ts';
import { canDiagnose, codeOf } from '../diagnosis/diagnose-button.tsx';
import { openDiagnosis } from '../diagnosis/diagnosis-store.ts';
import { emergencyStopStore } from '../emergency-stop/emergency-stop-store.ts';
import { openSharedConsent } from '../shops/shop-selection.ts';
import { helpFor } from './help-for.ts';
import { useLoopCommands } from './use-loop-commands.ts';
import { useSaveShop } from './use-save-shop.ts';

const icons = {
  consent: IconMail,
  clock: IconClock,
  diagnose: IconStethoscope,
  tryNow: IconRefresh,
  resume: IconPlayerPlay,
  endStop: IconPlayerPlay,
} as const;

/** The one button that helps in the shop's state; nothing where there is nothing to do. */
export function StateHelp({ shop, hasConsent }: { shop: ShopMonitor; hasConsent: boolean }) {
  const { t } = useTranslation();
  const { runNow } = useLoopCommands();
  const { save, isPending } = useSaveShop();
  const { shopId, shopName, state } = shop;
  const help = helpFor(state, hasConsent, canDiagnose);
  if (help === null) return null;
  const Icon = icons[help];
  const act = () => {
    switch (help) {
      case 'consent':
        return openSharedConsent(shopId);
      case 'clock':
        return clockDrawerStore.set(true);
      case 'diagnose':
        return openDiagnosis({
          shopId,
          scope: 'shared',
          ...('error' in state && { errorCode: codeOf(state.error) }),
        });
      case 'endStop':
        return emergencyStopStore.set('resume');
      case 'tryNow':
        return runNow.mutate({ shopIds: [shopId] });
      case 'resume':
        return save(shop, { isPaused: false }, t('autoImport.resumed', { shop: shopName }));
    }
  };
  return (
    <Button
      variant={help === 'tryNow' ? 'default' : 'filled'}
      leftSection={<Icon size={14} aria-hidden />}
      loading={isPending || runNow.isPending}
      onClick={act}
    >
      {t(`autoImport.help.${help}`)}
    </Button>
  );
}
