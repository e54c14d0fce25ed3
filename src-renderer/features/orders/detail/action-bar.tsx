import { Button, Menu, Tooltip } from '@mantine/core';
import { IconArrowRight, IconChevronDown, IconRefresh, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '#shared/contract/orders.ts';
import type { MallOperationKind } from '#shared/domain/mall-operation.ts';
import { isHeld } from '#shared/domain/order-status.ts';
import { type Phase, phaseIdOf } from '#shared/domain/phase.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { MallOperationDialog } from '../../outbox/mall-operation-dialog.tsx';
import { sendableFields } from '../../outbox/operation-draft.ts';
import { movePhase } from '../../phases/move-phase.ts';
import { startReimport } from '../../reimport/reimport-store.ts';
import { useStagedReason } from '../../staging/use-staged.ts';
import { phaseName } from '../order-words.ts';
import styles from './detail.module.css';
import { allowedOperations, nextActionOf } from './next-action.ts';
import { expectOwnChange } from './own-versions.ts';

/** Phase, what to tell the mall, reading it again, editing: everything that can be done to the open order. */
export function ActionBar({ detail }: { detail: OrderDetail }) {
  const { t } = useTranslation();
  const phases = useQuery(hostQuery.orders.phases.queryOptions({ input: {} })).data?.phases ?? [];
  const [asked, setAsked] = useState<MallOperationKind | null>(null);
  const phase = phases.find(({ id }) => id === detail.phaseId);
  const next = nextActionOf(detail, phase?.kind);
  const nextPhase = next?.kind === 'phase' ? phases.find(({ id }) => id === next.phaseId) : undefined;
  const move = async (target: Phase) => {
    expectOwnChange(detail.id);
    if (!(await movePhase(detail.id, target))) expectOwnChange(null);
  };
  return (
    <div className={styles.actions} role="toolbar" aria-label={t('edit.actions.label')}>
      <PhaseMenu detail={detail} phases={phases} onMove={move} />
      {next?.kind === 'mall' && (
        <Button
          variant="light"
          color={next.operation === 'cancel' ? 'red' : 'ai'}
          leftSection={<IconSend size={14} aria-hidden />}
          onClick={() => setAsked(next.operation)}
        >
          {t(`outbox.menu.${next.operation}`)}
        </Button>
      )}
      {nextPhase && (
        <Button
          variant="light"
          leftSection={<IconArrowRight size={14} aria-hidden />}
          onClick={() => void move(nextPhase)}
        >
          {phaseName(t, nextPhase.id, nextPhase)}
        </Button>
      )}
      <SendMenu detail={detail} onAsk={setAsked} />
      <Tooltip label={t('edit.actions.reimportHint')}>
        <Button
          variant="default"
          leftSection={<IconRefresh size={14} aria-hidden />}
          onClick={() => startReimport(detail.id)}
        >
          {t('edit.actions.reimport')}
        </Button>
      </Tooltip>
      {asked && (
        <MallOperationDialog
          target={{ kind: 'order', orderId: detail.id }}
          kind={asked}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

function PhaseMenu({
  detail,
  phases,
  onMove,
}: {
  detail: OrderDetail;
  phases: readonly Phase[];
  onMove: (phase: Phase) => Promise<void>;
}) {
  const { t } = useTranslation();
  const current = phases.find(({ id }) => id === detail.phaseId);
  const name = phaseName(t, detail.phaseId, current);
  const stagedReason = useStagedReason(detail);
  const targets = phases.filter(({ id }) => id !== phaseIdOf.staging && id !== phaseIdOf.failed);
  const mayGo = ({ id, kind }: Phase) =>
    id !== detail.phaseId && (stagedReason === null || kind === 'cancelled');
  // Where the keyboard begins: the first item may be out of reach.
  const first = targets.find(mayGo);
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="default"
          title={t('edit.actions.phase')}
          aria-label={t('edit.actions.phaseNow', { phase: name })}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          <span className={`cell-badge dotted tone-${current?.color ?? 'gray'}`}>{name}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label maw={260}>{stagedReason ?? t('edit.actions.phase')}</Menu.Label>
        {targets.map((phase) => (
          <Menu.Item
            key={phase.id}
            disabled={!mayGo(phase)}
            {...(phase === first && { 'data-autofocus': true })}
            onClick={() => void onMove(phase)}
          >
            <span className={`cell-badge dotted tone-${phase.color}`}>{phaseName(t, phase.id, phase)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const operationKinds = ['ship', 'pay', 'status', 'fields', 'seen', 'cancel'] as const;

function SendMenu({ detail, onAsk }: { detail: OrderDetail; onAsk: (kind: MallOperationKind) => void }) {
  const { t } = useTranslation();
  const hasSendable = sendableFields(detail).length > 0;
  const allowed = allowedOperations(detail, hasSendable);
  const first = operationKinds.find((kind) => allowed.has(kind));
  const held = detail.order !== null && isHeld(detail.order.fraudHold);
  const stagedReason = useStagedReason(detail);
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="default"
          disabled={allowed.size === 0}
          leftSection={<IconSend size={14} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {t('outbox.menu.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {held && <Menu.Label maw={260}>{t('outbox.menu.onlyCancel')}</Menu.Label>}
        {!held && stagedReason !== null && <Menu.Label maw={260}>{stagedReason}</Menu.Label>}
        {operationKinds.map((kind) => (
          <Menu.Item
            key={kind}
            disabled={!allowed.has(kind)}
            {...(kind === first && { 'data-autofocus': true })}
            onClick={() => onAsk(kind)}
            {...(kind === 'cancel' ? { color: 'red' } : {})}
          >
            {t(`outbox.menu.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
