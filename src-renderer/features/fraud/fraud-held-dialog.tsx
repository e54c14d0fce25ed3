import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../lib/store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { fraudHeldStore } from './fraud-held-store.ts';

/** The one refusal of spec §4.1, whatever way the change was asked for. */
export function FraudHeldDialog() {
  const { t } = useTranslation();
  const isOpen = useStore(fraudHeldStore);
  const close = () => fraudHeldStore.set(false);
  return (
    <Dialog opened={isOpen} onClose={close} title={t('fraud.heldTitle')} size={480}>
      <Text size="sm">{t('fraud.heldText')}</Text>
      <Group justify="flex-end" mt="md">
        <Button data-autofocus onClick={close}>
          {t('common.close')}
        </Button>
      </Group>
    </Dialog>
  );
}
