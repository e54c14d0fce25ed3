import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconInbox, IconShieldExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { JobRow } from '#shared/contract/jobs.ts';
import { formatCount } from '../../../lib/format.ts';
import { useStore } from '../../../lib/store.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { acceptOrders } from '../../staging/accept.ts';
import styles from './actions.module.css';
import { refusalStore, refusals } from './move-orders.ts';

const mostListed = 100;
const looks = {
  fraud_held: { color: 'red', Icon: IconShieldExclamation },
  order_in_staging: { color: 'blue', Icon: IconInbox },
} as const;

/** Which orders the guard did not let through, and why; the others of the selection have been moved. */
export function RefusalDialog() {
  const { t } = useTranslation();
  const refusal = useStore(refusalStore);
  if (!refusal) return null;
  const close = () => refusalStore.set(null);
  const { rows, moved } = refusal;
  const groups = refusals
    .map((code) => ({ code, rows: rows.filter(({ error }) => error?.code === code) }))
    // A whole call is refused for held orders only.
    .filter((group) => group.rows.length > 0 || (rows.length === 0 && group.code === 'fraud_held'));
  const staged = groups.find(({ code }) => code === 'order_in_staging')?.rows ?? [];
  const orderIds = staged.flatMap(({ orderId }) => (orderId === null ? [] : [orderId]));
  return (
    <Dialog opened onClose={close} title={t('bulk.refusal.title')} size={520}>
      <Stack gap="sm">
        <Text size="sm">
          {moved === null || moved === 0
            ? t('bulk.refusal.noneMoved')
            : t('bulk.refusal.someMoved', { moved: formatCount(moved), refused: formatCount(rows.length) })}
        </Text>
        {groups.map((group) => (
          <RefusedGroup key={group.code} {...group} />
        ))}
        <Group justify="flex-end" gap="xs">
          <Button data-autofocus variant={orderIds.length > 0 ? 'default' : 'filled'} onClick={close}>
            {t('common.close')}
          </Button>
          {orderIds.length > 0 && (
            <Button
              onClick={() => {
                close();
                void acceptOrders({ orderIds });
              }}
            >
              {t('staging.accept')}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}

function RefusedGroup({ code, rows }: { code: (typeof refusals)[number]; rows: readonly JobRow[] }) {
  const { t } = useTranslation();
  const { color, Icon } = looks[code];
  return (
    <>
      <Alert color={color} icon={<Icon aria-hidden />} title={t(`errors.${code}.what`)}>
        {code === 'order_in_staging' && <Text size="sm">{t('errors.order_in_staging.next')}</Text>}
      </Alert>
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that the keyboard must reach it
        <ul className={styles.refused} aria-label={t('bulk.refusal.list')} tabIndex={0}>
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
    </>
  );
}
