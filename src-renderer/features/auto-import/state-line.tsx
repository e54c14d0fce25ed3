import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AutoImportState, ShopMonitor } from '#shared/contract/auto-import.ts';
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
        <RunningText state={state} />
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

/** How far it is, as words and as a bar. */
function RunningText({ state }: { state: Extract<AutoImportState, { kind: 'running' }> }) {
  const { t } = useTranslation();
  const { done, found, stage } = state.progress;
  const text = progressText(t, state);
  return (
    <>
      <span className={styles.stateText}>{text}</span>
      {stage === 'fetching' && found > 0 && (
        <Progress className={styles.progress ?? ''} size={6} value={(done / found) * 100} aria-label={text} />
      )}
    </>
  );
}
