import type { HistoryEntry } from '#shared/contract/orders.ts';

/** An import rule that brought an order where it lies. */
export interface RuleMove {
  readonly rule: string;
  /** The phase's name that the rule wanted and the fraud hold refused; null when the order went there. */
  readonly refused: string | null;
}

/** The rule that made the latest change of phase, from an order's history, newest first; null when it was none. */
export function ruleMoveOf(entries: readonly HistoryEntry[]): RuleMove | null {
  const move = entries.find(({ changes }) => changes.some(({ field }) => field === 'phase'));
  if (move === undefined || move.note === '') return null;
  if (move.action === 'phase_changed_by_rule') return { rule: move.note, refused: null };
  if (move.action !== 'held_change_refused') return null;
  const refused = move.changes.find(({ field }) => field === 'refusedPhase');
  return { rule: move.note, refused: refused?.after ?? null };
}
