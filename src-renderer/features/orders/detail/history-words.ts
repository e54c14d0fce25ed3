import type { i18n as I18n } from 'i18next';
import type { HistoryEntry } from '#shared/contract/orders.ts';

/** What an entry says happened; an unknown code is shown as it is. */
export function actionText(i18n: I18n, action: HistoryEntry['action']): string {
  for (const key of [`history.actions.${action}`, `orders.history.${action}`]) {
    if (i18n.exists(key)) return i18n.t(key as 'orders.history.imported');
  }
  return i18n.t('orders.history.other', { action });
}

/** Actions whose reason is the name of the import rule that decided. */
const byRule = new Set(['phase_changed_by_rule', 'held_change_refused']);

/** Why it happened: the rule by name, everything else as it was written. */
export function noteText(i18n: I18n, { action, note }: HistoryEntry): string {
  return byRule.has(action) && note !== '' ? i18n.t('history.becauseRule', { rule: note }) : note;
}
