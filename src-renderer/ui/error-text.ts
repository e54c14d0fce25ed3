import { useTranslation } from 'react-i18next';
import type { AppErrorShape } from '#shared/domain/errors.ts';

export interface ErrorText {
  readonly what: string;
  readonly why: string;
  readonly next: string;
}

/** What happened, why, and what to do, in the operator's language. */
export function useErrorText(error: Pick<AppErrorShape, 'code' | 'details'>): ErrorText {
  const { t, i18n } = useTranslation();
  const reasonKey = `errorReasons.${error.code}.${String(error.details.reason)}`;
  const reason = i18n.exists(reasonKey) ? i18n.t(reasonKey as 'common.details', error.details) : null;
  return {
    what: t(`errors.${error.code}.what`, error.details),
    why: reason ?? t(`errors.${error.code}.why`, error.details),
    next: t(`errors.${error.code}.next`, error.details),
  };
}
