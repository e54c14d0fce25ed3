import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '#shared/contract/orders.ts';
import { ruleMoveOf } from './rule-move.ts';

const entry = (action: string, note: string, changes: Record<string, string>): HistoryEntry => ({
  id: 1,
  at: 0,
  actor: 'a',
  terminal: 't',
  action,
  note,
  changes: Object.entries(changes).map(([field, after]) => ({ field, before: '', after })),
});
const byRule = entry('phase_changed_by_rule', '後払いは入金待ち', { phase: '入金待ち' });
const edited = entry('edited', '', { notes: 'x' });

describe('the rule that brought an order where it lies', () => {
  it('is named while nobody has moved the order since', () => {
    expect(ruleMoveOf([edited, byRule, entry('imported', '', {})])).toEqual({
      rule: '後払いは入金待ち',
      refused: null,
    });
    expect(ruleMoveOf([entry('phase_changed', '', { phase: '出荷待ち' }), byRule])).toBeNull();
    expect(ruleMoveOf([edited])).toBeNull();
  });

  it('is named with what a fraud hold refused', () => {
    const refused = entry('held_change_refused', '後払いは入金待ち', {
      phase: '失敗',
      refusedPhase: '入金待ち',
    });
    expect(ruleMoveOf([refused])).toEqual({ rule: '後払いは入金待ち', refused: '入金待ち' });
  });
});
