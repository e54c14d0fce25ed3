import { Button } from '@mantine/core';
import { IconCopy, IconHash, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OrderRow } from '#shared/contract/orders.ts';
import { formatYen } from '#shared/domain/money.ts';
import { formatCount } from '../../lib/format.ts';
import { copyWithNotice } from '../../ui/notices.ts';
import styles from './orders.module.css';

/** What is selected and what can be done with it. */
export function SelectionBar({
  rows,
  onCopy,
  onClear,
}: {
  rows: readonly OrderRow[];
  onCopy: () => void;
  onClear: () => void;
}) {
  const { t } = useTranslation();
  const total = rows.reduce((sum, row) => sum + row.totalYen, 0);
  const ids = rows.map((row) => row.mallOrderId).join('\n');
  return (
    <div className={styles.selectionBar} role="status">
      <b>{t('orders.selection.count', { n: formatCount(rows.length) })}</b>
      <span>{formatYen(total)}</span>
      <Button variant="subtle" leftSection={<IconCopy size={14} aria-hidden />} onClick={onCopy}>
        {t('orders.selection.copy')}
      </Button>
      <Button
        variant="subtle"
        leftSection={<IconHash size={14} aria-hidden />}
        onClick={() => copyWithNotice(ids, t('orders.selection.copied', { n: rows.length }))}
      >
        {t('orders.selection.copyIds')}
      </Button>
      <Button variant="subtle" color="gray" leftSection={<IconX size={14} aria-hidden />} onClick={onClear}>
        {t('orders.selection.clear')}
      </Button>
    </div>
  );
}
