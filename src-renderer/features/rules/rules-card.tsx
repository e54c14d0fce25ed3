import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../lib/connection/index.ts';
import { useStore } from '../../lib/store.ts';
import { showError } from '../../ui/error-notice.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Card } from '../../ui/page.tsx';
import { useSortable } from '../../ui/sortable.ts';
import { parkedRuleStore } from './parked-rule.ts';
import { type EditedRule, RuleDialog } from './rule-dialog.tsx';
import { RuleRow } from './rule-row.tsx';
import styles from './rules.module.css';

/** Rules that put new orders into a phase, in the order in which they are tried (spec §3). */
export function RulesCard() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [edited, setEdited] = useState<EditedRule | null>(null);
  const parked = useStore(parkedRuleStore);
  useEffect(() => {
    if (parked === null) return;
    setEdited(parked);
    parkedRuleStore.set(null);
  }, [parked]);
  const [said, setSaid] = useState('');
  const list = useQuery(hostQuery.rules.list.queryOptions({ input: {} }));
  const rules = list.data?.rules ?? [];
  const key = hostQuery.rules.list.queryKey({ input: {} });
  const reorder = useMutation(
    hostQuery.rules.reorder.mutationOptions({
      onMutate: ({ ids }) => {
        const before = queryClient.getQueryData(key);
        const placed = ids.flatMap((id) => rules.find((rule) => rule.id === id) ?? []);
        queryClient.setQueryData(key, { rules: placed });
        return { before };
      },
      onError: (error, _input, context) => {
        queryClient.setQueryData(key, context?.before);
        showError(error);
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: hostQuery.rules.key() }),
    }),
  );
  const { shown, rowProps, handleProps } = useSortable(
    rules.map(({ id }) => id),
    (ids, movedId) => {
      const name = rules.find(({ id }) => id === movedId)?.name ?? '';
      setSaid(t('rules.movedTo', { name, at: ids.indexOf(movedId) + 1 }));
      reorder.mutate({ ids });
    },
  );
  const add = (
    <Button
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => setEdited({ name: '', isOn: true, where: { join: 'and', parts: [] }, phaseId: null })}
    >
      {t('rules.add')}
    </Button>
  );
  return (
    <Card title={t('rules.title')} actions={rules.length > 0 ? add : undefined}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('rules.hint')}
      </Text>
      {list.isError && <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={80} />}
      {list.isSuccess && rules.length === 0 && (
        <Stack gap="xs" align="flex-start">
          <Text size="sm" fw={600}>
            {t('rules.empty')}
          </Text>
          <Text size="sm" c="dimmed">
            {t('rules.emptyHint')}
          </Text>
          {add}
        </Stack>
      )}
      <ol className={styles.list}>
        {shown.map((id) => {
          const rule = rules.find((candidate) => candidate.id === id);
          return (
            rule && (
              <RuleRow
                key={id}
                rule={rule}
                place={shown.indexOf(id) + 1}
                rowProps={rowProps(id)}
                handleProps={handleProps(id)}
                onEdit={() => setEdited(rule)}
              />
            )
          );
        })}
      </ol>
      <Text size="xs" c="dimmed" mt="sm">
        {t('rules.held')}
      </Text>
      <div className={styles.spoken} role="status">
        {said}
      </div>
      {edited && <RuleDialog rule={edited} onClose={() => setEdited(null)} />}
    </Card>
  );
}
