import { Alert, Badge, Button, Group, Loader, Progress, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconPlayerTrackNext,
  IconX,
} from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResumeShop } from '#shared/contract/emergency-stop.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { formatCount } from '../../../lib/format.ts';
import { showError } from '../../../ui/error-notice.tsx';
import { ErrorDetails } from '../../../ui/error-panel.tsx';
import { useErrorText } from '../../../ui/error-text.ts';
import styles from '../emergency-stop.module.css';
import { showInView } from './show-in-view.ts';

/** One shop of the comparison: its state in words, what was found, and the way on when it cannot be made. */
export function ShopLine({ shop }: { shop: ResumeShop }) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const canSkip = shop.state === 'failed' || shop.state === 'running' || shop.state === 'waiting';
  return (
    <li className={styles.shop}>
      <div className={styles.shopHead}>
        <span className={styles.shopName} title={shop.shopName}>
          {shop.shopName}
        </span>
        <State shop={shop} />
        {canSkip && !isAsking && (
          <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
            {t('emergencyStop.resume.skip')}
          </Button>
        )}
      </div>
      {shop.state === 'running' && <Running shopId={shop.shopId} />}
      <Findings shop={shop} />
      {shop.state === 'failed' && shop.error !== null && <Failure error={shop.error} />}
      {canSkip && isAsking && <SkipQuestion shop={shop} onClose={() => setAsking(false)} />}
    </li>
  );
}

function State({ shop: { state, reconciliation } }: { shop: ResumeShop }) {
  const { t } = useTranslation();
  const { gap = 0, listed = 0 } = reconciliation ?? {};
  const look = {
    waiting: { color: 'gray', icon: <IconClock size={13} aria-hidden /> },
    running: { color: 'blue', icon: <Loader size={11} color="currentColor" /> },
    done:
      gap === 0
        ? { color: 'green', icon: <IconCircleCheck size={13} aria-hidden /> }
        : { color: 'yellow', icon: <IconAlertTriangle size={13} aria-hidden /> },
    failed: { color: 'red', icon: <IconX size={13} aria-hidden /> },
    skipped: { color: 'yellow', icon: <IconPlayerTrackNext size={13} aria-hidden /> },
  }[state];
  return (
    <Badge color={look.color} leftSection={look.icon} role="status">
      {t(`emergencyStop.resume.state.${state}`, { gap: formatCount(gap), n: formatCount(listed) })}
    </Badge>
  );
}

/** How far the comparison is: through the mall's list first, then – if orders are missing – through their import. */
function Running({ shopId }: { shopId: ResumeShop['shopId'] }) {
  const { t } = useTranslation();
  const { data } = useQuery(hostQuery.autoImport.monitor.queryOptions({ input: {} }));
  const state = data?.shops.find((shop) => shop.shopId === shopId)?.state;
  const { stage, done, found } = state?.kind === 'running' ? state.progress : notYet;
  const isFetching = stage === 'fetching';
  return (
    <div className={styles.shopNote}>
      {t(`emergencyStop.resume.${isFetching ? 'fetching' : 'listing'}`, {
        done: formatCount(done),
        found: formatCount(found),
      })}
      {isFetching && <Progress size={6} mt={4} value={found > 0 ? (done / found) * 100 : 0} aria-hidden />}
    </div>
  );
}

const notYet = { stage: 'waiting', done: 0, found: 0 } as const;

function Findings({ shop: { state, reconciliation } }: { shop: ResumeShop }) {
  const { t } = useTranslation();
  if (state !== 'done' || reconciliation === null) return null;
  const { gap, missing, changed } = reconciliation;
  return (
    <div className={styles.shopNote}>
      {missing + changed === 0
        ? t('emergencyStop.resume.foundNone')
        : t('emergencyStop.resume.found', {
            missing: formatCount(missing - gap),
            changed: formatCount(changed),
          })}
      {gap > 0 && ` ${t('emergencyStop.resume.gap', { gap: formatCount(gap) })}`}
    </div>
  );
}

function Failure({ error }: { error: NonNullable<ResumeShop['error']> }) {
  const text = useErrorText(error);
  return (
    <>
      <Text size="sm" c="red">
        {text.what}
      </Text>
      <Text size="sm">{text.why}</Text>
      <Text size="sm">{text.next}</Text>
      <ErrorDetails error={error} />
    </>
  );
}

function SkipQuestion({ shop, onClose }: { shop: ResumeShop; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const skip = useMutation(
    hostQuery.emergencyStop.skipShop.mutationOptions({
      onError: showError,
      onSuccess: () => queryClient.invalidateQueries({ queryKey: hostQuery.emergencyStop.status.key() }),
    }),
  );
  return (
    <Alert
      ref={showInView}
      className={styles.shown ?? ''}
      mt="xs"
      color="yellow"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('emergencyStop.resume.skipTitle', { shop: shop.shopName })}
    >
      <Text size="sm">{t('emergencyStop.resume.skipWarning')}</Text>
      <Group gap="xs" mt="xs">
        <Button variant="default" onClick={onClose}>
          {t('emergencyStop.resume.skipBack')}
        </Button>
        <Button
          variant="default"
          loading={skip.isPending}
          onClick={() => skip.mutate({ shopId: shop.shopId })}
        >
          {t('emergencyStop.resume.skip')}
        </Button>
      </Group>
    </Alert>
  );
}
