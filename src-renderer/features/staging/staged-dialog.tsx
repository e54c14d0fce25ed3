import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { createStore, useStore } from '../../lib/store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { acceptOrders } from './accept.ts';

/** The order whose change was refused because it is in staging. */
const refusedStore = createStore<number | null>(null);

/** Says that an order must be taken in first; call it wherever `order_in_staging` comes back for a single order. */
export function showStaged(orderId: number): void {
  refusedStore.set(orderId);
}

/** The one refusal of a change of an order in staging, with the way out of it. */
export function StagedDialog() {
  const { t } = useTranslation();
  const orderId = useStore(refusedStore);
  const close = () => refusedStore.set(null);
  if (orderId === null) return null;
  return (
    <Dialog opened onClose={close} title={t('errors.order_in_staging.what')} size={480}>
      <Text size="sm">{t('errors.order_in_staging.why')}</Text>
      <Text size="sm" mt={4}>
        {t('errors.order_in_staging.next')}
      </Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={close}>
          {t('common.close')}
        </Button>
        <Button
          data-autofocus
          onClick={() => {
            close();
            void acceptOrders({ orderIds: [orderId] });
          }}
        >
          {t('staging.accept')}
        </Button>
      </Group>
    </Dialog>
  );
}
