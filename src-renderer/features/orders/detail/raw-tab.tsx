import { Badge, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../../lib/connection/index.ts';
import { formatMoment } from '../../../lib/format.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { copyWithNotice } from '../../../ui/notices.ts';
import styles from './detail.module.css';

/** The mall's answers exactly as received, for support. */
export function RawTab({ orderId }: { orderId: number }) {
  const { t } = useTranslation();
  const raw = useQuery(hostQuery.orders.raw.queryOptions({ input: { orderId } }));
  if (raw.isError) return <ErrorPanel error={raw.error} onRetry={() => void raw.refetch()} />;
  if (!raw.data) return <Skeleton height={120} />;
  if (raw.data.answers.length === 0) return <Text c="dimmed">{t('orders.detail.rawEmpty')}</Text>;
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('orders.detail.rawHint')}
      </Text>
      {raw.data.answers.map((answer) => (
        <div key={answer.at}>
          <Group justify="space-between" mb={4}>
            <Group gap={6}>
              <Badge color={answer.kind === 'error' ? 'red' : 'gray'}>
                {t(`orders.detail.rawKind.${answer.kind}`)}
              </Badge>
              <Text size="sm">{formatMoment(answer.at)}</Text>
            </Group>
            <Button
              variant="default"
              leftSection={<IconCopy size={14} aria-hidden />}
              onClick={() => copyWithNotice(answer.text, t('common.copied'))}
            >
              {t('common.copy')}
            </Button>
          </Group>
          <pre className={styles.xml}>{answer.text}</pre>
        </div>
      ))}
    </Stack>
  );
}
