import { ActionIcon, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../lib/format.ts';

/** Pages of a long list: where one is, and the way back and on. Nothing when one page holds it all. */
export function Pager({
  offset,
  pageSize,
  total,
  onOffset,
}: {
  offset: number;
  pageSize: number;
  total: number;
  onOffset: (offset: number) => void;
}) {
  const { t } = useTranslation();
  if (total <= pageSize) return null;
  const last = Math.min(total, offset + pageSize);
  return (
    <Group gap={6} justify="flex-end">
      <Text size="xs" c="dimmed">
        {t('common.pageOf', {
          from: formatCount(offset + 1),
          to: formatCount(last),
          total: formatCount(total),
        })}
      </Text>
      <ActionIcon
        aria-label={t('common.previousPage')}
        disabled={offset === 0}
        onClick={() => onOffset(Math.max(0, offset - pageSize))}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <ActionIcon
        aria-label={t('common.nextPage')}
        disabled={last >= total}
        onClick={() => onOffset(offset + pageSize)}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
    </Group>
  );
}
