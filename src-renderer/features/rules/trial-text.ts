import type { TFunction } from 'i18next';
import type { RuleDryRun } from '#shared/contract/rules.ts';
import { formatCount } from '../../lib/format.ts';

/** What a dry run found, in one sentence. */
export function trialText(t: TFunction, { tried, holds, takenEarlier, held }: RuleDryRun): string {
  if (tried === 0) return t('rules.trial.noOrders');
  const facts = { tried: formatCount(tried), holds: formatCount(holds) };
  if (holds === 0) return t('rules.trial.none', facts);
  const parts = [
    ...(takenEarlier > 0 ? [t('rules.trial.earlier', { n: formatCount(takenEarlier) })] : []),
    ...(held > 0 ? [t('rules.trial.held', { n: formatCount(held) })] : []),
  ];
  if (parts.length === 0) return t('rules.trial.result', facts);
  return t('rules.trial.resultWith', { ...facts, parts: parts.join(t('common.listSeparator')) });
}
