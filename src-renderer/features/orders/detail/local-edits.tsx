import { Button } from '@mantine/core';
import { IconArrowBackUp, IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '#shared/contract/orders.ts';
import { host } from '../../../lib/connection/index.ts';
import { showError } from '../../../ui/error-notice.tsx';
import { notice } from '../../../ui/notices.ts';
import { sendableFields } from '../../outbox/operation-draft.ts';
import { useStagedReason } from '../../staging/use-staged.ts';
import { useFieldName, useFieldValue } from '../field-words.ts';
import { fieldText } from './edit-draft.ts';
import styles from './form.module.css';
import { LocalMark } from './local-mark.tsx';
import { showOrder } from './save-edit.ts';

/** Fields changed by hand, each with the mall's own value beside it and the way back (spec §3). */
export function LocalEdits({ detail, onSend }: { detail: OrderDetail; onSend: () => void }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const fieldValue = useFieldValue();
  const drop = useMutation({
    mutationFn: (fields: string[]) =>
      host.edits.dropLocalEdits({ orderId: detail.id, version: detail.version, fields }),
    onError: showError,
    onSuccess: (order) => {
      showOrder(order);
      notice(t('edit.local.dropped'));
    },
  });
  const isStaged = useStagedReason(detail) !== null;
  const edits = detail.localEdits;
  if (edits.length === 0) return null;
  return (
    <section className={styles.local} aria-label={t('edit.local.title')}>
      <div className={styles.localHead}>
        <h3>{t('edit.local.title')}</h3>
        <span className={styles.localHint}>{t('edit.local.hint')}</span>
        {!isStaged && sendableFields(detail).length > 0 && (
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconSend size={13} aria-hidden />}
            onClick={onSend}
          >
            {t('edit.local.send')}
          </Button>
        )}
        {!isStaged && edits.length > 1 && (
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconArrowBackUp size={13} aria-hidden />}
            loading={drop.isPending}
            onClick={() => drop.mutate(edits.map(({ field }) => field))}
          >
            {t('edit.local.dropAll')}
          </Button>
        )}
      </div>
      <dl style={{ margin: 0 }}>
        {edits.map(({ field, mallValue }) => (
          <div key={field} className={styles.localRow}>
            <dt>{fieldName(field)}</dt>
            <dd>
              {fieldValue(field, fieldText(detail, field)) || t('edit.empty')}
              <LocalMark
                text={fieldValue(field, mallValue)}
                label={fieldName(field)}
                onDrop={isStaged ? null : () => drop.mutate([field])}
              />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
