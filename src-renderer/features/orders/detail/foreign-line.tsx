import { Button, CloseButton } from '@mantine/core';
import { IconGitMerge, IconUserEdit } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '#shared/contract/orders.ts';
import { useStore } from '../../../lib/store.ts';
import { useFieldName } from '../field-words.ts';
import styles from './detail.module.css';
import { conflictsOf } from './edit-draft.ts';
import { conflictStore, editStore, mergedStore } from './edit-store.ts';
import type { ForeignChange } from './use-foreign-change.ts';

const mostNamed = 4;

/** Names of fields in one line: the first few, and how many more. */
export function useFieldList(): (fields: readonly string[]) => string {
  const { t } = useTranslation();
  const name = useFieldName();
  return (fields) => {
    const list = fields.slice(0, mostNamed).map(name).join(t('common.listSeparator'));
    return fields.length > mostNamed ? t('edit.foreign.more', { list, n: fields.length - mostNamed }) : list;
  };
}

/** One line: who changed what in this order while it was open. */
export function ForeignLine({
  change,
  detail,
  onClose,
}: {
  change: ForeignChange;
  detail: OrderDetail;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const listOf = useFieldList();
  const draft = useStore(editStore);
  const { by, overlaps } = change;
  const who = by?.actor ?? '';
  const hasOverlap = overlaps.length > 0 && draft?.orderId === detail.id && draft.version < detail.version;
  const text = () => {
    const list = listOf(change.fields);
    if (by === null) return t('edit.foreign.changedUnknown', { list });
    if (by.action.includes('import')) return t('edit.foreign.changedByImport', { list });
    return t('edit.foreign.changed', { who, list });
  };
  const compare = () => {
    if (!draft) return;
    conflictStore.set({
      draft,
      order: detail,
      conflicts: conflictsOf(draft, detail, overlaps, { actor: who, terminal: by?.terminal ?? '' }),
    });
  };
  return (
    <div className={styles.line} role="status" data-tone={hasOverlap ? 'warn' : 'info'}>
      <IconUserEdit size={16} aria-hidden />
      <span>{hasOverlap ? t('edit.foreign.overlaps', { who, list: listOf(overlaps) }) : text()}</span>
      {hasOverlap && (
        <Button size="compact-xs" variant="default" onClick={compare}>
          {t('edit.foreign.compare')}
        </Button>
      )}
      <CloseButton size={24} aria-label={t('edit.foreign.dismiss')} onClick={onClose} />
    </div>
  );
}

/** One line after a save that kept changes of others beside the operator's own. */
export function MergedLine({ orderId }: { orderId: number }) {
  const { t } = useTranslation();
  const listOf = useFieldList();
  const merged = useStore(mergedStore);
  if (merged?.orderId !== orderId) return null;
  const who = [...new Set(merged.fields.map(({ actor }) => actor))].join(t('common.listSeparator'));
  return (
    <div className={styles.line} role="status" data-tone="info">
      <IconGitMerge size={16} aria-hidden />
      <span>{t('edit.foreign.merged', { who, list: listOf(merged.fields.map(({ field }) => field)) })}</span>
      <CloseButton size={24} aria-label={t('edit.foreign.dismiss')} onClick={() => mergedStore.set(null)} />
    </div>
  );
}
