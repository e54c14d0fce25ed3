import { UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCalendarExclamation,
  IconCircleCheck,
  IconHelpHexagon,
  IconMailOpened,
  IconSend,
  IconShieldExclamation,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Dashboard } from '#shared/contract/dashboard.ts';
import type { OrderView } from '#shared/contract/orders.ts';
import { formatYen } from '#shared/domain/money.ts';
import type { OrderFilter } from '#shared/domain/order-query.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatCount } from '../../lib/format.ts';
import { defaultSort } from '../orders/list-state.ts';
import { showOrders } from '../orders/show-orders.ts';
import styles from './dashboard.module.css';

const tiles = [
  {
    key: 'held',
    Icon: IconShieldExclamation,
    tone: 'danger',
    filter: { fraudHolds: ['under_review', 'confirmed'] },
  },
  { key: 'importErrors', Icon: IconAlertTriangle, tone: 'danger', filter: { hasImportError: true } },
  { key: 'outboxFailed', Icon: IconSend, tone: 'danger', filter: { hasOutboxTrouble: true } },
  { key: 'outboxUnknown', Icon: IconHelpHexagon, tone: 'warn', filter: { hasOutboxTrouble: true } },
  { key: 'overdue', Icon: IconCalendarExclamation, tone: 'warn', filter: { isOverdue: true } },
  { key: 'unseen', Icon: IconMailOpened, tone: 'plain', filter: { isSeen: false } },
] as const satisfies readonly { key: string; tone: string; filter: OrderFilter; Icon: unknown }[];

/** Today's number, and what needs a look: a tile per kind, red only when there is something. */
export function AttentionTiles({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation();
  const views = useQuery(hostQuery.views.list.queryOptions({ input: {} })).data?.views ?? [];
  const counts: Record<(typeof tiles)[number]['key'], number> = {
    held: dashboard.held,
    importErrors: dashboard.importErrors,
    outboxFailed: dashboard.outbox.failed,
    outboxUnknown: dashboard.outbox.unknown,
    overdue: dashboard.overdue,
    unseen: dashboard.unseen,
  };
  // Rare kinds appear only when there is one.
  const shown = tiles.filter(
    ({ key }) => counts[key] > 0 || key === 'held' || key === 'overdue' || key === 'unseen',
  );
  const isClear = tiles.every(({ key, tone }) => tone === 'plain' || counts[key] === 0);
  return (
    <section className={styles.tiles} aria-label={t('dashboard.attention')}>
      <UnstyledButton
        className={styles.tile}
        data-tone="accent"
        onClick={() => showOrders(viewOf(views, 'all', { isToday: true }))}
      >
        <span className={styles.tileLabel}>{t('dashboard.today')}</span>
        <span className={styles.tileNumber}>
          {t('dashboard.orders', { n: formatCount(dashboard.today.orders) })}
          <small>{formatYen(dashboard.today.yen)}</small>
        </span>
        <span className={styles.tileNote}>
          {t('dashboard.yesterday', {
            n: formatCount(dashboard.yesterday.orders),
            yen: formatYen(dashboard.yesterday.yen),
          })}
        </span>
      </UnstyledButton>
      {shown.map(({ key, Icon, tone, filter }) => (
        <UnstyledButton
          key={key}
          className={styles.tile}
          data-tone={counts[key] > 0 ? tone : 'calm'}
          onClick={() => showOrders(viewOf(views, key, filter))}
        >
          <span className={styles.tileLabel}>
            <Icon size={15} aria-hidden />
            {t(`dashboard.${key}`)}
          </span>
          <span className={styles.tileNumber}>{t('dashboard.orders', { n: formatCount(counts[key]) })}</span>
        </UnstyledButton>
      ))}
      {isClear && (
        <span className={styles.clear}>
          <IconCircleCheck size={16} aria-hidden />
          {t('dashboard.allClear')}
        </span>
      )}
    </section>
  );
}

/** The built-in view of that name, or the whole list narrowed to it. */
function viewOf(views: readonly OrderView[], id: string, filter: OrderFilter): OrderView {
  const builtIn = views.find((view) => view.id === id && id !== 'all');
  return (
    builtIn ?? {
      id: 'all',
      name: '',
      builtIn: true,
      isShared: true,
      position: 0,
      filter,
      search: '',
      sort: defaultSort,
    }
  );
}
