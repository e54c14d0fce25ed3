import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconSend } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderTarget } from '#shared/contract/jobs.ts';
import type { OrderDetail } from '#shared/contract/orders.ts';
import { toAppError } from '#shared/contract/to-app-error.ts';
import type { OrderId } from '#shared/domain/ids.ts';
import type { MallOperationKind } from '#shared/domain/mall-operation.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { jstDateOf } from '#shared/domain/time.ts';
import { host, hostQuery } from '../../lib/connection/index.ts';
import { formatCount } from '../../lib/format.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { notice } from '../../ui/notices.ts';
import { settle } from '../jobs/undo.ts';
import { phaseName } from '../orders/order-words.ts';
import {
  type OperationDraft,
  operationOf,
  problemsOf,
  startDraft,
  usualPhaseAfter,
} from './operation-draft.ts';
import { OperationFields } from './operation-fields.tsx';

/** Whom it concerns: one order (its detail is open), or all of a bulk action's target with their true number. */
export type MallOperationTarget =
  | { readonly kind: 'order'; readonly orderId: OrderId }
  | { readonly kind: 'job'; readonly target: OrderTarget; readonly total: number };

/**
 * Asks for what one kind of operation needs and hands it to the outbox: at once for one order, as a job for
 * many. Nothing is sent before its button, which says what happens and to how many.
 */
export function MallOperationDialog({
  target,
  kind,
  onClose,
}: {
  target: MallOperationTarget;
  kind: MallOperationKind;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const orderId = target.kind === 'order' ? target.orderId : 0;
  const detail = useQuery({
    ...hostQuery.orders.get.queryOptions({ input: { orderId } }),
    enabled: target.kind === 'order',
  });
  return (
    <Dialog opened onClose={onClose} title={t(`outbox.dialog.title.${kind}`)} size={520}>
      {detail.isError && <ErrorPanel error={detail.error} />}
      {(target.kind === 'job' || detail.data) && (
        <OperationForm target={target} kind={kind} detail={detail.data ?? null} onClose={onClose} />
      )}
    </Dialog>
  );
}

function OperationForm({
  target,
  kind,
  detail,
  onClose,
}: {
  target: MallOperationTarget;
  kind: MallOperationKind;
  detail: OrderDetail | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [total, setTotal] = useState(target.kind === 'job' ? target.total : 1);
  const n = formatCount(total);
  const [draft, setDraft] = useState(() => startDraft(jstDateOf(Date.now()), detail, target.kind === 'job'));
  const [chosenPhase, setChosenPhase] = useState<number | null | undefined>(undefined);
  const [isChecked, setChecked] = useState(false);
  const phaseAfter = chosenPhase === undefined ? usualPhaseAfter(kind, draft) : chosenPhase;
  const problems = problemsOf(kind, draft);
  const send = useMutation({
    mutationFn: async () => {
      const operation = operationOf(kind, draft);
      if (target.kind === 'order') {
        await host.outbox.enqueue({ orderId: target.orderId, operation, phaseAfter });
      } else {
        const confirmed = target.target.kind === 'query' ? { ...target.target, total } : target.target;
        settle(await host.jobs.start({ target: confirmed, action: { kind: 'mall', operation, phaseAfter } }));
      }
    },
    onSuccess: () => {
      notice(target.kind === 'order' ? t('outbox.dialog.queued') : t('outbox.dialog.started', { n }));
      onClose();
    },
    onError: (error) => {
      // More or fewer orders match than were confirmed: the new number is asked for with the same button.
      const { code, details } = toAppError(error);
      if (code === 'job_total_changed' && typeof details.total === 'number') setTotal(details.total);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (problems.length === 0 && !send.isPending) send.mutate();
  };
  const change = (changes: Partial<OperationDraft>) => {
    setDraft((old) => ({ ...old, ...changes }));
    if (send.isError) send.reset();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm" fw={600}>
          {target.kind === 'job'
            ? t('outbox.dialog.count', { n })
            : t('outbox.dialog.order', { id: detail?.mallOrderId ?? '' })}
        </Text>
        {kind === 'cancel' && (
          <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
            {t('outbox.dialog.cancelWarning')}
          </Alert>
        )}
        <OperationFields
          kind={kind}
          draft={draft}
          total={total}
          detail={detail}
          problems={isChecked ? problems : []}
          onChange={change}
        />
        {kind !== 'fields' && kind !== 'seen' && (
          <PhaseAfterSelect phaseId={phaseAfter} onChoose={setChosenPhase} />
        )}
        {send.isError && <ErrorPanel error={send.error} />}
        <Group justify="flex-end" gap="xs" mt={4}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            loading={send.isPending}
            data-autofocus={kind === 'pay' || kind === 'seen' || kind === 'status' ? true : undefined}
            color={kind === 'cancel' ? 'red' : 'ai'}
            leftSection={<IconSend size={14} aria-hidden />}
          >
            {total === 1 ? t(`outbox.dialog.submit.${kind}`) : t(`outbox.dialog.submitMany.${kind}`, { n })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Where the order goes once the mall has accepted; never before. */
function PhaseAfterSelect({
  phaseId,
  onChoose,
}: {
  phaseId: number | null;
  onChoose: (phaseId: number | null) => void;
}) {
  const { t } = useTranslation();
  const phases = useQuery(hostQuery.orders.phases.queryOptions({ input: {} })).data?.phases ?? [];
  const targets = phases.filter(({ id }) => id !== phaseIdOf.staging && id !== phaseIdOf.failed);
  return (
    <Select
      label={t('outbox.dialog.phaseAfter')}
      data={[
        { value: '', label: t('outbox.dialog.phaseKeep') },
        ...targets.map((phase) => ({ value: String(phase.id), label: phaseName(t, phase.id, phase) })),
      ]}
      value={phaseId === null ? '' : String(phaseId)}
      onChange={(value) => onChoose(value ? Number(value) : null)}
    />
  );
}
