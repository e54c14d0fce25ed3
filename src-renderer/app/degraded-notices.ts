import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { verdictText } from '../features/shops/verdict-text.ts';
import { onSessionDegraded } from '../lib/events.ts';
import { formatMoment } from '../lib/format.ts';

/** Says at once, on whatever screen, that a consent has lost its 28 days; stays until it is closed. */
export function showDegradedSessions(): void {
  onSessionDegraded(({ shopId, shopName, scope, verdict, expiresAt }) => {
    const { t } = i18next;
    notifications.show({
      id: `degraded-${shopId}-${scope}`,
      color: 'red',
      withBorder: true,
      autoClose: false,
      title: t('shops.consent.degradedTitle'),
      message: t('shops.consent.degraded', {
        shopName,
        scope: t(`shops.scope.${scope}.name`),
        verdict: verdictText(t, verdict).what,
        at: formatMoment(expiresAt),
      }),
    });
  });
}
