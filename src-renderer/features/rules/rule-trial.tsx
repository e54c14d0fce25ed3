import { Anchor, Button, Table, Text } from '@mantine/core';
import { IconFlask, IconShieldExclamation } from '@tabler/icons-react';
import type { UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RuleDryRun } from '#shared/contract/rules.ts';
import { formatYen } from '#shared/domain/money.ts';
import { formatCount } from '../../lib/format.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import styles from './rules.module.css';
import { trialText } from './trial-text.ts';

/** Tries the conditions as they are written on the orders there are, and says what the rule would have done. */
export function RuleTrial({
  trial,
  onRun,
  onOpenOrder,
}: {
  trial: Pick<UseMutationResult<RuleDryRun>, 'data' | 'error' | 'isPending'>;
  onRun: () => void;
  onOpenOrder: (orderId: number) => void;
}) {
  const { t } = useTranslation();
  const { data } = trial;
  return (
    <section className={styles.trial} aria-label={t('rules.trial.run')}>
      <div className={styles.trialHead}>
        <Button
          variant="default"
          size="compact-sm"
          loading={trial.isPending}
          leftSection={<IconFlask size={14} aria-hidden />}
          onClick={onRun}
        >
          {t('rules.trial.run')}
        </Button>
        <Text size="sm" role="status" {...(data ? {} : { c: 'dimmed' })}>
          {data ? trialText(t, data) : t('rules.trial.hint')}
        </Text>
      </div>
      {trial.error !== null && <ErrorPanel error={trial.error} />}
      {data && data.samples.length > 0 && <Samples samples={data.samples} onOpenOrder={onOpenOrder} />}
    </section>
  );
}

function Samples({
  samples,
  onOpenOrder,
}: {
  samples: RuleDryRun['samples'];
  onOpenOrder: (orderId: number) => void;
}) {
  const { t } = useTranslation();
  const title = t('rules.trial.samples', { n: formatCount(samples.length) });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that the keyboard must reach it
    <section className={styles.samples} aria-label={title} tabIndex={0}>
      <Table verticalSpacing={3} fz={13} aria-label={title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('rules.trial.mallOrderId')}</Table.Th>
            <Table.Th>{t('rules.trial.buyerName')}</Table.Th>
            <Table.Th ta="right">{t('rules.trial.totalYen')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {samples.map(({ orderId, mallOrderId, buyerName, totalYen, isHeld }) => (
            <Table.Tr key={orderId}>
              <Table.Td>
                <Anchor
                  component="button"
                  type="button"
                  size="sm"
                  title={t('rules.trial.open', { id: mallOrderId })}
                  onClick={() => onOpenOrder(orderId)}
                >
                  {mallOrderId}
                </Anchor>
              </Table.Td>
              <Table.Td>
                {buyerName}
                {isHeld && (
                  <span className={styles.heldMark}>
                    <IconShieldExclamation size={13} aria-hidden />
                    {t('rules.trial.heldMark')}
                  </span>
                )}
              </Table.Td>
              <Table.Td ta="right">{formatYen(totalYen)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
