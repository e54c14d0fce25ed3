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

/** How all shops stand, in one or two sentences, what needs a person first. */
export function overallText(
  t: TFunction,
  shops: readonly Shown[],
  now: Moment,
): { readonly text: string; readonly tone: 'danger' | 'good' | 'plain' } {
  const count = (has: (state: AutoImportState) => boolean) => shops.filter(({ state }) => has(state)).length;
  const of = (kind: AutoImportState['kind']) => count((state) => state.kind === kind);
  if (of('stopped') > 0) return { text: t('autoImport.overall.stopped'), tone: 'danger' };
  const troubles = [
    { n: of('needs_consent'), key: 'needsConsent' },
    { n: of('clock_rejected'), key: 'clock' },
    {
      n: count((state) => isTrouble(state) && 'until' in state && state.kind !== 'clock_rejected'),
      key: 'failing',
    },
  ] as const;
  const sentences = troubles.flatMap(({ n, key }) => (n > 0 ? [t(`autoImport.overall.${key}`, { n })] : []));
  const isBad = sentences.length > 0;
  const working = count(isAlive);
  if (working > 0) {
    sentences.push(t(`autoImport.overall.${isBad ? 'workingOthers' : 'working'}`, { n: working }));
    const running = of('running');
    const next = Math.min(...shops.map(({ nextAt }) => nextAt ?? Number.POSITIVE_INFINITY));
    if (running > 0) sentences.push(t('autoImport.overall.now', { n: running }));
    else if (Number.isFinite(next))
      sentences.push(t('autoImport.overall.next', { at: formatClock(next, now) }));
  }
  if (sentences.length === 0) {
    return { text: t(`autoImport.overall.${of('paused') > 0 ? 'paused' : 'off'}`), tone: 'plain' };
  }
  return { text: sentences.join(currentLanguage() === 'en' ? ' ' : ''), tone: isBad ? 'danger' : 'good' };
}

/** The loop goes on by itself. */
function isAlive(state: AutoImportState): boolean {
  return !isTrouble(state) && state.kind !== 'off' && state.kind !== 'paused';
}
