import { ActionIcon, Button, Switch } from '@mantine/core';
import { IconGripVertical, IconPencil } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ImportRule } from '#shared/contract/rules.ts';
import { host, hostQuery } from '../../lib/connection/index.ts';
import { showError } from '../../ui/error-notice.tsx';
import { RemoveButton } from '../../ui/remove-button.tsx';
import type { useSortable } from '../../ui/sortable.ts';
import { groupText } from '../orders/conditions/condition-words.ts';
import { useNames } from '../orders/use-names.ts';
import styles from './rules.module.css';

type Sortable = ReturnType<typeof useSortable<string>>;

/** One rule in words: when it holds, and where it puts the order. */
export function RuleRow({
  rule,
  place,
  rowProps,
  handleProps,
  onEdit,
}: {
  rule: ImportRule;
  /** Its turn, from 1. */
  place: number;
  rowProps: ReturnType<Sortable['rowProps']>;
  handleProps: ReturnType<Sortable['handleProps']>;
  onEdit: () => void;
}) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const names = useNames();
  const reload = () => queryClient.invalidateQueries({ queryKey: hostQuery.rules.key() });
  const save = useMutation(hostQuery.rules.save.mutationOptions({ onError: showError, onSettled: reload }));
  const { name } = rule;
  return (
    <li className={styles.row} data-sortable-row data-off={!rule.isOn} {...rowProps}>
      <ActionIcon className={styles.handle ?? ''} aria-label={t('rules.moveOf', { name })} {...handleProps}>
        <IconGripVertical size={16} />
      </ActionIcon>
      <span className={styles.place}>{place}</span>
      <Switch
        aria-label={t('rules.isOnOf', { name })}
        checked={rule.isOn}
        disabled={save.isPending}
        onChange={(event) => save.mutate({ ...rule, isOn: event.currentTarget.checked })}
      />
      <div className={styles.text}>
        <b>{name}</b>
        <div className={styles.soft}>
          {rule.where.parts.length === 0 ? t('rules.always') : groupText(t, rule.where, names)} →{' '}
          <span className={`cell-badge dotted tone-${names.phases.get(rule.phaseId)?.color ?? 'gray'}`}>
            {names.phase(rule.phaseId)}
          </span>
        </div>
      </div>
      <Button
        variant="subtle"
        leftSection={<IconPencil size={14} aria-hidden />}
        aria-label={t('rules.editOf', { name })}
        onClick={onEdit}
      >
        {t('rules.edit')}
      </Button>
      <RemoveButton
        label={t('rules.remove')}
        ariaLabel={t('rules.removeOf', { name })}
        title={t('rules.removeTitle', { name })}
        text={t('rules.removeText')}
        removed={t('rules.removed', { name })}
        onRemove={async () => {
          await host.rules.remove({ id: rule.id, version: rule.version });
          await reload();
        }}
      />
    </li>
  );
}
