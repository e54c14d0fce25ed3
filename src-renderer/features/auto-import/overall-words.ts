import type { TFunction } from 'i18next';
import type { AutoImportState, ShopMonitor } from '#shared/contract/auto-import.ts';
import type { Moment } from '#shared/domain/time.ts';
import { formatClock } from '../../lib/format.ts';
import { currentLanguage } from '../../lib/i18n.ts';
import { isTrouble } from './state-looks.ts';

type Shown = Pick<ShopMonitor, 'state' | 'nextAt'>;

/** Everything in one word, for the navigation; null when nothing is imported automatically and nothing should be. */
export function overallState(shops: readonly Shown[]): 'trouble' | 'running' | 'waiting' | null {
  if (shops.some(({ state }) => isTrouble(state))) return 'trouble';
  if (shops.some(({ state }) => state.kind === 'running')) return 'running';
  return shops.some(({ state }) => isAlive(state)) ? 'waiting' : null;
}

/** How all shops stand: what needs a person (`trouble`, '' when nothing does), then what goes on by itself (`calm`). */
export function overallText(
  t: TFunction,
  shops: readonly Shown[],
  now: Moment,
): { readonly trouble: string; readonly calm: string } {
  const count = (has: (state: AutoImportState) => boolean) => shops.filter(({ state }) => has(state)).length;
  const of = (kind: AutoImportState['kind']) => count((state) => state.kind === kind);
  if (of('stopped') > 0) return { trouble: t('autoImport.overall.stopped'), calm: '' };
  const consents = of('needs_consent');
  const clocks = of('clock_rejected');
  const troubles = [
    { n: consents, key: 'needsConsent' },
    { n: clocks, key: 'clock' },
    { n: count(isTrouble) - consents - clocks, key: 'failing' },
  ] as const;
  const trouble = troubles.flatMap(({ n, key }) => (n > 0 ? [t(`autoImport.overall.${key}`, { n })] : []));
  const calm: string[] = [];
  const working = count(isAlive);
  if (working > 0) {
    calm.push(t(`autoImport.overall.${trouble.length > 0 ? 'workingOthers' : 'working'}`, { n: working }));
    const running = of('running');
    const next = Math.min(...shops.map(({ nextAt }) => nextAt ?? Number.POSITIVE_INFINITY));
    if (running > 0) calm.push(t('autoImport.overall.now', { n: running }));
    else if (Number.isFinite(next)) calm.push(t('autoImport.overall.next', { at: formatClock(next, now) }));
  } else if (trouble.length === 0) {
    calm.push(t(`autoImport.overall.${of('paused') > 0 ? 'paused' : 'off'}`));
  }
  const gap = currentLanguage() === 'en' ? ' ' : '';
  return { trouble: trouble.join(gap), calm: calm.join(gap) };
}

/** The loop goes on by itself. */
function isAlive(state: AutoImportState): boolean {
  return !isTrouble(state) && state.kind !== 'off' && state.kind !== 'paused';
}
