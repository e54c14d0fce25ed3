import type { PhaseId } from '#shared/domain/ids.ts';
import type { Database } from '../database.ts';
import type { FieldChange, WriteContext } from './write-context.ts';

/** A phase that an import rule wanted for a held order, which went to 失敗 instead. */
interface RefusedRule {
  readonly name: string;
  /** Where the order was, or would have begun without the rule. */
  readonly from: PhaseId;
  readonly to: PhaseId;
  readonly refused: PhaseId;
}

/** Remembers changes that were refused because of a fraud hold, so that they are offered when it is lifted (spec §4.1). */
export function createRefusedChange(database: Database): {
  /** Tells the order's history with the exact line of the spec, too. */
  byRule(context: WriteContext, line: { orderId: number; version: number }, change: RefusedRule): void;
  /** False when just that was remembered already. */
  keep(orderId: number, phaseId: PhaseId): boolean;
} {
  const kept = database.query<{ phase_id: number }>(
    'SELECT phase_id FROM refused_changes WHERE order_id = ?',
  );
  const refuse = database.query('INSERT OR REPLACE INTO refused_changes (order_id, phase_id) VALUES (?, ?)');
  const keep = (orderId: number, phaseId: PhaseId): boolean => {
    if (kept.get(orderId)?.phase_id === phaseId) return false;
    refuse.run(orderId, phaseId);
    return true;
  };
  return {
    keep,
    byRule: (context, line, { name, from, to, refused }) => {
      keep(line.orderId, refused);
      const changes: FieldChange[] = [
        { field: 'phase', before: String(from), after: String(to) },
        { field: 'refusedPhase', before: '', after: String(refused) },
      ];
      context.rememberOrder({ ...line, action: 'held_change_refused', changes, why: name });
    },
  };
}
