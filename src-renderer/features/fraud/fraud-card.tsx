import { Alert, Stack, Switch } from '@mantine/core';
import { IconShieldExclamation } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FraudSettings } from '#shared/contract/fraud.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { showError } from '../../ui/error-notice.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Card } from '../../ui/page.tsx';

/** The two settings of spec §4.1, in their exact words. */
export function FraudCard() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const settings = useQuery(hostQuery.fraud.settings.queryOptions({ input: {} }));
  const save = useMutation(
    hostQuery.fraud.saveSettings.mutationOptions({
      onError: showError,
      onSuccess: (saved) => queryClient.setQueryData(hostQuery.fraud.settings.queryKey({ input: {} }), saved),
    }),
  );
  // What was chosen shows at once; a refusal puts it back.
  const shown = save.isPending ? save.variables : settings.data;
  const change = (changes: Partial<FraudSettings>) => {
    if (shown) save.mutate({ ...shown, ...changes });
  };
  return (
    <Card title={t('fraud.settings.title')} hint={t('fraud.settings.hint')}>
      {settings.isError && <ErrorPanel error={settings.error} onRetry={() => void settings.refetch()} />}
      {shown && (
        <Stack gap="md">
          <Switch
            label={t('fraud.settings.restrict')}
            description={t('fraud.settings.restrictHint')}
            checked={shown.restrictHeldOrders}
            onChange={(event) => change({ restrictHeldOrders: event.currentTarget.checked })}
          />
          <Switch
            ml={46}
            label={t('fraud.settings.detail')}
            description={t('fraud.settings.detailHint')}
            checked={shown.restrictHeldOrders && shown.applyToDetail}
            disabled={!shown.restrictHeldOrders}
            onChange={(event) => change({ applyToDetail: event.currentTarget.checked })}
          />
          <Alert color="gray" icon={<IconShieldExclamation aria-hidden />}>
            {t('fraud.settings.mall')}
          </Alert>
        </Stack>
      )}
    </Card>
  );
}
