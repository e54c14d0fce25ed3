import { Button, Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRule } from '#shared/contract/rules.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { host, hostQuery } from '../../lib/connection/index.ts';
import { goTo } from '../../lib/navigation.ts';
import { noticeWithAction } from '../../ui/action-notice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { notice } from '../../ui/notices.ts';
import { conditionsOf, draftOf } from '../orders/conditions/condition-tree.ts';
import { faultsIn } from '../orders/conditions/faults.ts';
import { openOrderStore } from '../orders/list-state.ts';
import { useNames } from '../orders/use-names.ts';
import { openRule } from './parked-rule.ts';
import { RuleConditions } from './rule-conditions.tsx';
import { RuleTrial } from './rule-trial.tsx';

/** A rule as it is being written; without an id it is new. */
export type EditedRule = Pick<ImportRule, 'name' | 'isOn' | 'where'> &
  Partial<Pick<ImportRule, 'id' | 'version'>> & { readonly phaseId: number | null };

/** Name, conditions and target phase of one rule. */
export function RuleDialog({ rule, onClose }: { rule: EditedRule; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const names = useNames();
  const [name, setName] = useState(rule.name);
  const [isOn, setOn] = useState(rule.isOn);
  const [phaseId, setPhaseId] = useState<number>(rule.phaseId ?? phaseIdOf.awaitingPayment);
  const [tree, setTree] = useState(() => draftOf(rule.where));
  const [isChecked, setChecked] = useState(false);
  const [isTried, setTried] = useState(false);
  const save = useMutation(
    hostQuery.rules.save.mutationOptions({
      onSuccess: async (saved) => {
        notice(t('rules.saved', { name: saved.name }));
        onClose();
        await queryClient.invalidateQueries({ queryKey: hostQuery.rules.key() });
      },
    }),
  );
  const trial = useMutation({
    mutationFn: (input: Parameters<typeof host.rules.dryRun>[0]) => host.rules.dryRun(input),
  });
  /** What was tried is not what stands there any more. */
  const changed = () => trial.reset();
  const tryOut = () => {
    setTried(true);
    if (faultsIn(tree).size > 0) return;
    const { id } = rule;
    trial.mutate({ rule: { where: conditionsOf(tree), phaseId, ...(id === undefined ? {} : { id }) } });
  };
  /** The rule is kept as it is being written, for when the operator has seen the order. */
  const openOrder = (orderId: number) => {
    const draft = { ...rule, name, isOn, where: conditionsOf(tree), phaseId };
    onClose();
    openOrderStore.set(orderId);
    goTo('orders');
    noticeWithAction(t('rules.trial.back'), {
      label: t('rules.trial.backAction'),
      run: () => openRule(draft),
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (name.trim() === '' || faultsIn(tree).size > 0) return;
    save.mutate({
      ...(rule.id === undefined || rule.version === undefined ? {} : { id: rule.id, version: rule.version }),
      name: name.trim(),
      isOn,
      where: conditionsOf(tree),
      phaseId,
    });
  };
  const targets = [...names.phases.values()].filter(
    ({ id }) => id !== phaseIdOf.staging && id !== phaseIdOf.failed,
  );
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(rule.id === undefined ? 'rules.newTitle' : 'rules.editTitle')}
      size={780}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <TextInput
            data-autofocus
            label={t('rules.name')}
            placeholder={t('rules.namePlaceholder')}
            maxLength={60}
            value={name}
            error={isChecked && name.trim() === '' ? t('rules.nameRequired') : null}
            onChange={(event) => {
              setName(event.currentTarget.value);
              if (save.isError) save.reset();
            }}
          />
          <div>
            <Text size="xs" fw={600} mb={4}>
              {t('rules.where')}
            </Text>
            <RuleConditions
              tree={tree}
              areFaultsShown={isChecked || isTried}
              onTree={(change) => {
                setTree((old) => change(old));
                changed();
              }}
            />
          </div>
          <Select
            w={260}
            label={t('rules.phase')}
            data={targets.map((phase) => ({ value: String(phase.id), label: names.phase(phase.id) }))}
            value={String(phaseId)}
            onChange={(id) => {
              if (id === null) return;
              setPhaseId(Number(id));
              changed();
            }}
          />
          <Switch
            label={t('rules.on')}
            checked={isOn}
            onChange={(event) => setOn(event.currentTarget.checked)}
          />
          <RuleTrial trial={trial} onRun={tryOut} onOpenOrder={openOrder} />
          {save.isError && <ErrorPanel error={save.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
