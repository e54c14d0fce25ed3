import { Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '#shared/contract/orders.ts';
import { host } from '../../../lib/connection/index.ts';
import { guardUnsaved } from '../../../lib/unsaved.ts';
import { showError } from '../../../ui/error-notice.tsx';
import { useStagedReason } from '../../staging/use-staged.ts';
import { startEdit, withValue } from './edit-draft.ts';
import { conflictStore } from './edit-store.ts';
import styles from './form.module.css';
import { showOrder } from './save-edit.ts';

const longest = 4_000;

/** 社内メモ without a detour: N, write, Ctrl+Enter. Leaving the field saves as well. */
export function QuickMemo({
  detail,
  isAsked,
  onAnswered,
}: {
  detail: OrderDetail;
  isAsked: boolean;
  onAnswered: () => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const stagedReason = useStagedReason(detail);
  const field = useRef<HTMLTextAreaElement>(null);
  /** The order as it was when the writing began: what the save compares with. */
  const began = useRef(detail);
  const save = useMutation({
    mutationFn: (memo: string) =>
      host.edits.save({
        orderId: began.current.id,
        version: began.current.version,
        edits: [{ field: 'memo', value: memo }],
      }),
    onError: showError,
    onSuccess: (result, memo) => {
      if (result.kind === 'conflict') {
        const draft = withValue(startEdit(began.current), 'memo', memo);
        conflictStore.set({ draft, order: result.order, conflicts: result.conflicts });
      }
      showOrder(result.order);
      setTyped(null);
    },
  });
  useEffect(() => {
    if (!isAsked) return;
    field.current?.focus();
    onAnswered();
  }, [isAsked, onAnswered]);
  const commit = () => {
    if (typed === null || save.isPending) return;
    if (typed === began.current.memo) setTyped(null);
    else save.mutate(typed);
  };
  const isUnsaved = typed !== null && typed !== began.current.memo;
  useEffect(() => (isUnsaved ? guardUnsaved(() => true) : undefined), [isUnsaved]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      commit();
      field.current?.blur();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      setTyped(null);
      // The field must lose its text before it is left, or leaving would save it.
      requestAnimationFrame(() => field.current?.blur());
    }
  };
  return (
    <div className={styles.memo}>
      <Textarea
        ref={field}
        label={t('edit.memo')}
        placeholder={t('edit.memoPlaceholder')}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={longest}
        disabled={stagedReason !== null}
        {...(stagedReason === null ? {} : { title: stagedReason })}
        value={typed ?? detail.memo}
        onChange={(event) => {
          if (typed === null) began.current = detail;
          setTyped(event.currentTarget.value);
        }}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      {typed !== null && (
        <div className={styles.memoHint} role="status">
          {save.isPending ? t('edit.memoSaving') : t('edit.memoHint')}
        </div>
      )}
    </div>
  );
}
