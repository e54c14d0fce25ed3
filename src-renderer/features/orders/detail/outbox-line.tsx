import { Button } from '@mantine/core';
import { IconAlertTriangle, IconClock, IconHelpCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../../lib/connection/index.ts';
import styles from './detail.module.css';

const pressing = ['failed', 'unknown', 'waiting'] as const;
const looks = {
  failed: { tone: 'bad', Icon: IconAlertTriangle },
  unknown: { tone: 'warn', Icon: IconHelpCircle },
  waiting: { tone: 'info', Icon: IconClock },
} as const;

/** The most pressing thing of this order that is on its way to the mall; nothing when all is there. */
export function OutboxLine({ orderId, onShow }: { orderId: number; onShow: () => void }) {
  const { t } = useTranslation();
  const entries =
    useQuery(hostQuery.outbox.list.queryOptions({ input: { orderId, offset: 0, limit: 100 } })).data
      ?.entries ?? [];
  const state = pressing.find((candidate) => entries.some((entry) => entry.state === candidate));
  const entry = entries.find((candidate) => candidate.state === state);
  if (!state || !entry) return null;
  const { tone, Icon } = looks[state];
  return (
    <div className={styles.line} role="status" data-tone={tone}>
      <Icon size={16} aria-hidden />
      <span>{t(`edit.outboxLine.${state}`, { what: t(`outbox.kind.${entry.operation.kind}`) })}</span>
      <Button size="compact-xs" variant="default" onClick={onShow}>
        {t('edit.outboxLine.show')}
      </Button>
    </div>
  );
}
