import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import frame from '../../app/frame.module.css';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatCount } from '../../lib/format.ts';

/** How much in the outbox needs a person: what failed, and what may not have arrived. */
export function OutboxBadge() {
  const { t } = useTranslation();
  const counts = useQuery(hostQuery.outbox.counts.queryOptions({ input: {} })).data?.counts ?? [];
  const n = counts
    .filter(({ state }) => state === 'failed' || state === 'unknown')
    .reduce((sum, { count }) => sum + count, 0);
  if (n === 0) return null;
  const text = t('outbox.badge', { n: formatCount(n) });
  return (
    <span className={frame.navBad} role="img" aria-label={text} title={text}>
      {formatCount(n)}
    </span>
  );
}
