import { ActionIcon, Badge, Skeleton, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reconciliation } from '#shared/contract/auto-import.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatDuration } from '../../lib/duration.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Card } from '../../ui/page.tsx';
import { DiagnoseButton } from '../diagnosis/diagnose-button.tsx';
import table from '../import/import.module.css';
import { stateLooks } from '../import/state-looks.ts';
import { UpdateTokenButton } from '../shops/update-token-button.tsx';
import styles from './auto-import.module.css';
import { ReconciliationDays } from './reconciliation-days.tsx';
import { gapText } from './shop-facts.tsx';

/** Every comparison with the mall, newest first, and how far back they look. */
export function ReconciliationsCard({
  shopId,
  days,
  nameOf,
}: {
  shopId: ShopId | null;
  days: number;
  nameOf: (shopId: ShopId) => string;
}) {
  const { t } = useTranslation();
  const list = useQuery({
    ...hostQuery.autoImport.reconciliations.queryOptions({ input: { ...(shopId && { shopId }), limit: 30 } }),
    placeholderData: (old: { reconciliations: Reconciliation[] } | undefined) => old,
  });
  const all = list.data?.reconciliations ?? [];
  return (
    <Card
      title={t('autoImport.reconciliations.title')}
      hint={t('autoImport.reconciliations.hint')}
      actions={<ReconciliationDays key={days} days={days} />}
    >
      {list.isError && <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={80} />}
      {list.isSuccess && all.length === 0 && <Text c="dimmed">{t('autoImport.reconciliations.empty')}</Text>}
      {all.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th aria-label={t('imports.result')} />
              <th scope="col">{t('autoImport.reconciliations.at')}</th>
              <th scope="col">{t('imports.shop')}</th>
              <th scope="col">{t('imports.result')}</th>
              <th scope="col">{t('autoImport.reconciliations.reason')}</th>
              <th scope="col" className={table.num}>
                {t('autoImport.reconciliations.missing')}
              </th>
              <th scope="col" className={table.num}>
                {t('autoImport.reconciliations.changed')}
              </th>
              <th scope="col" className={table.num}>
                {t('autoImport.reconciliations.gap')}
              </th>
              <th scope="col" className={table.num}>
                {t('imports.duration')}
              </th>
            </tr>
          </thead>
          <tbody>
            {all.map((reconciliation) => (
              <ReconciliationRows
                key={reconciliation.id}
                reconciliation={reconciliation}
                name={nameOf(reconciliation.shopId)}
              />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function ReconciliationRows({ reconciliation, name }: { reconciliation: Reconciliation; name: string }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { state, startedAt, finishedAt, reason, missing, changed, gap, from, to, error, shopId } =
    reconciliation;
  const { color, Icon } = stateLooks[state];
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Fragment>
      <tr>
        <td>
          <ActionIcon
            size={24}
            aria-expanded={isOpen}
            aria-label={t('autoImport.reconciliations.open', { shop: name })}
            onClick={() => setOpen(!isOpen)}
          >
            <Chevron size={16} />
          </ActionIcon>
        </td>
        <td className={table.nowrap}>{formatMoment(startedAt)}</td>
        <td className={table.clip} title={name}>
          {name}
        </td>
        <td>
          <Badge color={color} leftSection={<Icon size={12} aria-hidden />}>
            {t(`autoImport.reconciliations.states.${state}`)}
          </Badge>
        </td>
        <td className={table.nowrap}>{t(`autoImport.reconciliations.reasons.${reason}`)}</td>
        <td className={table.num}>{formatCount(missing)}</td>
        <td className={table.num}>{formatCount(changed)}</td>
        <td className={table.num}>
          {state === 'completed' && (
            <span className={gap > 0 ? styles.bad : undefined}>{gapText(t, reconciliation)}</span>
          )}
        </td>
        <td className={table.num}>{finishedAt === null ? '' : formatDuration(t, finishedAt - startedAt)}</td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={9}>
            <div className={table.failures}>
              <Text size="sm" c="dimmed">
                {t('autoImport.reconciliations.period')}:{' '}
                {t('imports.plan', { from: formatMoment(from), to: formatMoment(to) })}
              </Text>
              {error && (
                <ErrorPanel
                  error={error}
                  action={
                    <>
                      <UpdateTokenButton error={error} shopId={shopId} />
                      <DiagnoseButton error={error} shopId={shopId} scope="shared" />
                    </>
                  }
                />
              )}
            </div>
          </td>
        </tr>
      )}
    </Fragment>
  );
}
