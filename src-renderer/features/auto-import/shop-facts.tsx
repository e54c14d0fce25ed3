import { UnstyledButton } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reconciliation, ShopMonitor } from '#shared/contract/auto-import.ts';
import { dayMs } from '#shared/domain/time.ts';
import { formatClock, formatCount } from '../../lib/format.ts';
import styles from './auto-import.module.css';
import { useShowStaged } from './use-show-staged.ts';

/** The figures of one shop: last success, next run, today, what waits to be accepted, the last comparison. */
export function ShopFacts({ shop }: { shop: ShopMonitor }) {
  const { t } = useTranslation();
  const showStaged = useShowStaged();
  const now = Date.now();
  const { today, staged, lastSuccessAt, nextAt } = shop;
  return (
    <dl className={styles.facts}>
      <Fact name={t('autoImport.facts.lastSuccess')}>
        {lastSuccessAt === null ? t('autoImport.facts.none') : formatClock(lastSuccessAt, now)}
      </Fact>
      <Fact name={t('autoImport.facts.next')}>
        {nextAt === null ? t('autoImport.facts.none') : formatClock(nextAt, now)}
      </Fact>
      <Fact
        name={t('autoImport.facts.today')}
        note={t('autoImport.facts.todayRuns', { n: formatCount(today.runs) })}
      >
        {t('autoImport.facts.todayCounts', {
          created: formatCount(today.created),
          updated: formatCount(today.updated),
        })}
        {today.failed > 0 && (
          <b className={styles.bad}>
            {' '}
            {t('autoImport.facts.todayFailed', { failed: formatCount(today.failed) })}
          </b>
        )}
      </Fact>
      <Fact name={t('autoImport.facts.staged')}>
        {staged > 0 ? (
          <UnstyledButton className={styles.link ?? ''} onClick={() => showStaged(shop.shopId)}>
            {t('autoImport.facts.orders', { n: formatCount(staged) })}
          </UnstyledButton>
        ) : (
          t('autoImport.facts.orders', { n: 0 })
        )}
      </Fact>
      <Compared reconciliation={shop.reconciliation} />
    </dl>
  );
}

function Compared({ reconciliation }: { reconciliation: Reconciliation | null }) {
  const { t } = useTranslation();
  if (reconciliation === null) {
    return <Fact name={t('autoImport.facts.reconciliation')}>{t('autoImport.facts.never')}</Fact>;
  }
  const isBad =
    reconciliation.state === 'failed' || (reconciliation.state === 'completed' && reconciliation.gap > 0);
  return (
    <Fact name={t('autoImport.facts.reconciliation')} note={whenText(t, reconciliation)}>
      <span className={isBad ? styles.bad : undefined}>{gapText(t, reconciliation)}</span>
    </Fact>
  );
}

/** 「差 0 / 1,204」, or how far it came. */
export function gapText(t: TFunction, { state, gap, listed }: Reconciliation): string {
  if (state === 'completed') {
    return t('autoImport.facts.gap', { gap: formatCount(gap), listed: formatCount(listed) });
  }
  return t(`autoImport.reconciliations.states.${state}`);
}

function whenText(t: TFunction, { startedAt, finishedAt, from, to }: Reconciliation): string {
  return t('autoImport.facts.gapAt', {
    at: formatClock(finishedAt ?? startedAt, Date.now()),
    n: Math.round((to - from) / dayMs),
  });
}

function Fact({ name, note, children }: { name: string; note?: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children}
        {note && <small> {note}</small>}
      </dd>
    </div>
  );
}
