import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconShieldExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../lib/format.ts';
import { useStore } from '../../../lib/store.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import styles from './actions.module.css';
import { refusalStore } from './move-orders.ts';

const mostListed = 100;

/** Which orders the fraud guard did not let through; the others of the selection have been moved. */
export function RefusalDialog() {
  const { t } = useTranslation();
  const refusal = useStore(refusalStore);
  if (!refusal) return null;
  const close = () => refusalStore.set(null);
  const { rows, moved } = refusal;
  return (
    <Dialog opened onClose={close} title={t('bulk.refusal.title')} size={520}>
      <Stack gap="sm">
        <Alert color="red" icon={<IconShieldExclamation aria-hidden />} title={t('errors.fraud_held.what')}>
          <Text size="sm">
            {moved === null || moved === 0
              ? t('bulk.refusal.noneMoved')
              : t('bulk.refusal.someMoved', {
                  moved: formatCount(moved),
                  refused: formatCount(rows.length),
                })}
          </Text>
        </Alert>
        {rows.length > 0 && (
          <ul className={styles.refused} aria-label={t('bulk.refusal.list')}>
            {rows.slice(0, mostListed).map((row) => (
              <li key={row.seq}>
                <b className="selectable">{row.mallOrderId}</b> {row.buyerName}
              </li>
            ))}
          </ul>
        )}
        {rows.length > mostListed && (
          <Text size="sm" c="dimmed">
            {t('bulk.refusal.more', { n: formatCount(rows.length - mostListed) })}
          </Text>
        )}
        <Group justify="flex-end">
          <Button data-autofocus onClick={close}>
            {t('common.close')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
