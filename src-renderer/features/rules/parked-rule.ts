import { goTo } from '../../lib/navigation.ts';
import { createStore } from '../../lib/store.ts';
import type { EditedRule } from './rule-dialog.tsx';

/** The rule whose dialog the rules open next: one that was asked for elsewhere, or left for a moment. */
export const parkedRuleStore = createStore<EditedRule | null>(null);

/** Shows a rule, as it is saved or as it was being written. */
export function openRule(rule: EditedRule): void {
  parkedRuleStore.set(rule);
  goTo('settings', 'rules');
}
