import { Button, type ButtonProps, Kbd, Tooltip } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AcceptInput } from '#shared/contract/auto-import.ts';
import { isActive, useJobs } from '../jobs/use-jobs.ts';
import { acceptOrders } from './accept.ts';

/** 「受注取込」; it waits while one is under way. */
export function AcceptButton({
  input,
  shortcut,
  size = 'compact-sm',
}: {
  input: AcceptInput;
  shortcut?: string;
  size?: NonNullable<ButtonProps['size']>;
}) {
  const { t } = useTranslation();
  const accept = useMutation({ mutationFn: acceptOrders });
  const isUnderWay = useJobs().some((job) => job.kind === 'accept' && isActive(job));
  return (
    <Tooltip label={t('staging.acceptHint')} multiline maw={320}>
      <Button
        size={size}
        loading={accept.isPending || isUnderWay}
        leftSection={<IconInbox size={14} aria-hidden />}
        rightSection={shortcut && <Kbd size="xs">{shortcut}</Kbd>}
        onClick={() => accept.mutate(input)}
      >
        {t('staging.accept')}
      </Button>
    </Tooltip>
  );
}
