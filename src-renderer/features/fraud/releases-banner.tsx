import { Anchor, Button, CloseButton } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FraudRelease } from '#shared/contract/fraud.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { goTo } from '../../lib/navigation.ts';
import { showError } from '../../ui/error-notice.tsx';
import { notice } from '../../ui/notices.ts';
import { openOrderStore } from '../orders/list-state.ts';
import { phaseName } from '../orders/order-words.ts';
import styles from './fraud.module.css';

/** Most that one answer may name (contract). */
const atOnce = 500;

/** Holds that were lifted: the operator is told, and the refused change is offered again (spec §4.1). */
export function ReleasesBanner() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const releases = useQuery(hostQuery.fraud.releases.queryOptions({ input: {} })).data?.releases ?? [];
  const { accept, dismiss } = useAnswers();
  const [first] = releases;
  if (first === undefined) return null;
  const n = formatCount(releases.length);
  const refused = releases.filter(({ refusedPhaseId }) => refusedPhaseId !== null);
  const idsOf = (list: readonly FraudRelease[]) => list.slice(0, atOnce).map(({ orderId }) => orderId);
  return (
    <section className={styles.banner} aria-label={t('fraud.release.title', { n })}>
      <div className={styles.head} role="status">
        <IconShieldCheck size={16} aria-hidden />
        <b>
          {releases.length === 1
            ? t('fraud.release.titleOne', { id: first.mallOrderId })
            : t('fraud.release.title', { n })}
        </b>
        <Button size="compact-sm" variant="default" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
          {t(isOpen ? 'fraud.release.hide' : 'fraud.release.show')}
        </Button>
        <span className={styles.space} />
        {refused.length > 1 && isOpen && (
          <Button
            size="compact-sm"
            loading={accept.isPending}
            onClick={() => accept.mutate({ orderIds: idsOf(refused) })}
          >
            {t('fraud.release.acceptAll', { n: formatCount(refused.length) })}
          </Button>
        )}
        {refused.length === 0 && (
          <CloseButton
            size={24}
            aria-label={t('fraud.release.dismissAll')}
            onClick={() => dismiss.mutate({ orderIds: idsOf(releases) })}
          />
        )}
      </div>
      {isOpen && (
        <ul className={styles.list}>
          {releases.map((release) => (
            <ReleaseLine
              key={release.orderId}
              release={release}
              isBusy={accept.isPending || dismiss.isPending}
              onAccept={() => accept.mutate({ orderIds: [release.orderId] })}
              onDismiss={() => dismiss.mutate({ orderIds: [release.orderId] })}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function useAnswers() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const reload = () => queryClient.invalidateQueries({ queryKey: hostQuery.fraud.releases.key() });
  const accept = useMutation(
    hostQuery.fraud.acceptReleases.mutationOptions({
      onError: showError,
      onSuccess: async ({ progress: { done, unchanged, failed } }) => {
        await reload();
        const n = formatCount(done + unchanged);
        notice(
          failed === 0
            ? t('fraud.release.accepted', { n })
            : t('fraud.release.acceptedSome', { done: n, failed: formatCount(failed) }),
        );
      },
    }),
  );
  const dismiss = useMutation(
    hostQuery.fraud.dismissReleases.mutationOptions({ onError: showError, onSuccess: reload }),
  );
  return { accept, dismiss };
}

function ReleaseLine({
  release,
  isBusy,
  onAccept,
  onDismiss,
}: {
  release: FraudRelease;
  isBusy: boolean;
  onAccept: () => void;
  onDismiss: () => void;
}) {
  const { t } = useTranslation();
  const phases = useQuery(hostQuery.orders.phases.queryOptions({ input: {} })).data?.phases ?? [];
  const nameOf = (id: number) =>
    phaseName(
      t,
      id,
      phases.find((phase) => phase.id === id),
    );
  const open = () => {
    openOrderStore.set(release.orderId);
    goTo('orders');
  };
  const { refusedPhaseId } = release;
  return (
    <li className={styles.row}>
      <Anchor component="button" size="sm" onClick={open} title={t('fraud.release.open')}>
        {release.mallOrderId}
      </Anchor>
      <span>{release.buyerName}</span>
      <span className={styles.soft}>
        {t('fraud.release.releasedAt', { at: formatMoment(release.releasedAt) })}
      </span>
      <span className={styles.grow}>
        {refusedPhaseId === null
          ? t('fraud.release.told')
          : t('fraud.release.refused', { from: nameOf(release.phaseId), to: nameOf(refusedPhaseId) })}
      </span>
      {refusedPhaseId !== null && (
        <Button size="compact-sm" disabled={isBusy} onClick={onAccept}>
          {t('fraud.release.accept')}
        </Button>
      )}
      <Button size="compact-sm" variant="default" disabled={isBusy} onClick={onDismiss}>
        {t(refusedPhaseId === null ? 'fraud.release.close' : 'fraud.release.dismiss')}
      </Button>
    </li>
  );
}
