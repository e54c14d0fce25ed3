import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AutoImportState, ShopMonitor } from '#shared/contract/auto-import.ts';
import type { ImportProgress, ImportRun } from '#shared/contract/imports.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { errorText } from '../../ui/error-text.ts';
import styles from './auto-import.module.css';
import { Countdown } from './countdown.tsx';
import { stateLook } from './state-looks.ts';
import { errorOf, progressText, stateText, untilOf } from './state-words.ts';

/** What the shop's loop does now: sign, sentence, countdown or progress, and why where something is wrong. */
export function StateLine({ shop }: { shop: ShopMonitor }) {
  const { t, i18n } = useTranslation();
  const { state } = shop;
  const { tone, Icon } = stateLook(state);
  const error = errorOf(state);
  const text = error && errorText(i18n, error);
  const until = untilOf(state);
  return (
    <div className={styles.state} data-tone={tone}>
      <Icon className={styles.sign} size={17} stroke={1.9} aria-hidden />
      {state.kind === 'running' ? (
        <RunningText shopId={shop.shopId} state={state} />
      ) : (
        <span className={styles.stateText}>{stateText(t, shop, Date.now())}</span>
      )}
      {until !== null && <Countdown until={until} />}
      {text && (
        <span className={styles.why} title={`${text.what} ${text.said} ${text.why} ${text.next}`}>
          {text.what} · {text.next}
        </span>
      )}
    </div>
  );
}

/** The count of the run under way, which its own events keep moving. */
function RunningText({
  shopId,
  state,
}: {
  shopId: ShopId;
  state: Extract<AutoImportState, { kind: 'running' }>;
}) {
  const { t } = useTranslation();
  const progress = useLiveProgress(shopId) ?? state.progress;
  const { done, found, stage } = progress;
  return (
    <>
      <span className={styles.stateText}>{progressText(t, state, progress)}</span>
      {stage === 'fetching' && found > 0 && (
        <Progress
          className={styles.progress ?? ''}
          size={6}
          value={(done / found) * 100}
          aria-label={progressText(t, state, progress)}
        />
      )}
    </>
  );
}

function useLiveProgress(shopId: ShopId): ImportProgress | undefined {
  return useQuery({
    ...hostQuery.imports.list.queryOptions({ input: { limit: 50 } }),
    select: ({ runs }: { runs: readonly ImportRun[] }) =>
      runs.find((run) => run.shopId === shopId && run.state === 'running')?.progress,
  }).data;
}
