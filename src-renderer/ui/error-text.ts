import type { i18n as I18n, TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { authHeadline } from '#shared/domain/auth-failure.ts';
import type { AppErrorShape, ErrorDetails } from '#shared/domain/errors.ts';
import { formatAmount } from '../lib/duration.ts';
import { formatMoment } from '../lib/format.ts';

export interface ErrorText {
  readonly what: string;
  /** The mall's own words below the headline; '' when they say nothing more. */
  readonly said: string;
  readonly why: string;
  readonly next: string;
}

type ShownError = Pick<AppErrorShape, 'code' | 'details'>;

/** What happened, why, and what to do, in the operator's language. */
export function useErrorText(error: ShownError): ErrorText {
  const { i18n } = useTranslation();
  return errorText(i18n, error);
}

/** Authentication failures have the exact headlines of spec §2.3, which differ by scope. */
export function errorText(i18n: I18n, error: ShownError): ErrorText {
  const { t } = i18n;
  const text = usualText(i18n, error);
  const headline = authHeadline(error);
  if (headline === null) return text;
  const { mallCode, mallMessage } = headline;
  if (headline.scope === 'terminal') return { ...text, what: t('authFailure.terminal'), said: mallMessage };
  return {
    what:
      mallMessage === '' ? t('authFailure.sharedUnsaid') : t('authFailure.shared', { mallCode, mallMessage }),
    said: '',
    why: t('authFailure.sharedWhy', error.details),
    next: t('authFailure.sharedNext'),
  };
}

function usualText(i18n: I18n, error: ShownError): ErrorText {
  const { t } = i18n;
  const facts = withMoment(withFieldName(i18n, withAmounts(t, error.details)));
  const reasonKey = `errorReasons.${error.code}.${String(error.details.reason)}`;
  const reason = i18n.exists(reasonKey) ? t(reasonKey as 'common.details', facts) : null;
  return {
    what: t(`errors.${error.code}.what`, facts),
    said: '',
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

/** `at` as people read it: `when`. */
function withMoment(details: ErrorDetails): ErrorDetails {
  return typeof details.at === 'number' ? { ...details, when: formatMoment(details.at) } : details;
}

/** The name of the field that is wrong as `label`: of an order's field, or of an entry for the mall. */
function withFieldName(i18n: I18n, details: ErrorDetails): ErrorDetails {
  const { field, label } = details;
  if (typeof field !== 'string' || label !== undefined) return details;
  const key = [`fields.${field}`, `outbox.dialog.${field}`].find((candidate) => i18n.exists(candidate));
  return { ...details, label: key === undefined ? field : i18n.t(key as 'fields.phase') };
}
