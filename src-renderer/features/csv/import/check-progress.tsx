import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CsvCheckProgress } from '#shared/contract/csv.ts';
import { onCsvCheckProgress } from '../../../lib/events.ts';
import { formatCount } from '../../../lib/format.ts';

/** The share of the bar that reading the file takes, of 100. */
const readingShare = 20;

const shareOf = ({ done, total }: CsvCheckProgress): number => (total === 0 ? 0 : done / total);

/** How far the check of a file is, and the way to end it. */
export function CheckProgress({ fileId, onCancel }: { fileId: string; onCancel: () => void }) {
  const { t } = useTranslation();
  const [progress, setProgress] = useState<CsvCheckProgress | null>(null);
  useEffect(
    () =>
      onCsvCheckProgress((event) => {
        if (event.fileId === fileId) setProgress(event.progress);
      }),
    [fileId],
  );
  const share = progress === null ? 0 : shareOf(progress);
  const value =
    progress?.step === 'checking' ? readingShare + share * (100 - readingShare) : share * readingShare;
  return (
    <Stack gap="sm">
      <Text fw={600}>{t('csv.check.running')}</Text>
      <Progress size={10} value={value} aria-label={t('csv.check.running')} />
      <Group justify="space-between">
        <Text size="sm" role="status">
          {progress?.step === 'checking'
            ? t('csv.check.progress', {
                done: formatCount(progress.done),
                total: formatCount(progress.total),
              })
            : t('csv.check.reading', { percent: Math.floor(share * 100) })}
        </Text>
        <Button variant="default" leftSection={<IconPlayerStop size={14} aria-hidden />} onClick={onCancel}>
          {t('csv.check.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
