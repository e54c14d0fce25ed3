import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { AppErrorShape, ErrorDetails } from '#shared/domain/errors.ts';
import { formatAmount } from '../lib/duration.ts';

export interface ErrorText {
  readonly what: string;
  readonly why: string;
  readonly next: string;
}

/** What happened, why, and what to do, in the operator's language. */
export function useErrorText(error: Pick<AppErrorShape, 'code' | 'details'>): ErrorText {
  const { t, i18n } = useTranslation();
  const facts = withAmounts(t, error.details);
  const reasonKey = `errorReasons.${error.code}.${String(error.details.reason)}`;
  const reason = i18n.exists(reasonKey) ? i18n.t(reasonKey as 'common.details', facts) : null;
  return {
    what: t(`errors.${error.code}.what`, facts),
    why: reason ?? t(`errors.${error.code}.why`, facts),
    next: t(`errors.${error.code}.next`, facts),
  };
}

/** `amountMs` and `errorMs` also as words: `amount`, `bound`. */
function withAmounts(t: TFunction, details: ErrorDetails): ErrorDetails {
  const { amountMs, errorMs } = details;
  return {
    ...details,
    ...(typeof amountMs === 'number' && { amount: formatAmount(t, amountMs) }),
    ...(typeof errorMs === 'number' && { bound: formatAmount(t, errorMs) }),
  };
}
