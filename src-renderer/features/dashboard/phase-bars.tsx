import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Dashboard } from '#shared/contract/dashboard.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatCount } from '../../lib/format.ts';
import { phaseName } from '../orders/order-words.ts';
import { showOrders } from '../orders/show-orders.ts';
import styles from './dashboard.module.css';

/** How many orders stand in each phase; a line opens its orders. */
export function PhaseBars({ counts }: { counts: Dashboard['phases'] }) {
  const { t } = useTranslation();
  const phases = useQuery(hostQuery.orders.phases.queryOptions({ input: {} })).data?.phases ?? [];
  const views = useQuery(hostQuery.views.list.queryOptions({ input: {} })).data?.views ?? [];
  const most = Math.max(1, ...counts.map(({ count }) => count));
  return (
    <ul className={styles.phases}>
      {counts.map(({ phaseId, count }) => {
        const phase = phases.find(({ id }) => id === phaseId);
        const view = views.find(({ id }) => id === `phase:${phaseId}`);
        const name = phaseName(t, phaseId, phase);
        return (
          <li key={phaseId}>
            <UnstyledButton
              className={styles.phase}
              aria-label={t('dashboard.phaseOpen', { name, n: formatCount(count) })}
              onClick={() => view && showOrders(view)}
            >
              <span>{name}</span>
              <span className={styles.track}>
                <span
                  className={styles.fill}
                  data-alert={phaseId === phaseIdOf.failed}
                  style={{ width: `${(count / most) * 100}%` }}
                />
              </span>
              <span className={styles.number}>{formatCount(count)}</span>
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}
