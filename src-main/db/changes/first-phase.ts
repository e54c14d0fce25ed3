import { AppError } from '#shared/domain/errors.ts';
import type { PhaseId } from '#shared/domain/ids.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { isGenuineBeginPermit } from '../../core/ports/fraud-permit.ts';
import type { Database } from '../database.ts';
import { createRefusedChange } from './refused-change.ts';
import type { ChangeOf, WriteContext } from './write-context.ts';

/** Where a new order begins, and why. */
interface Begin {
  readonly phaseId: PhaseId;
  readonly byRule: {
    readonly name: string;
    /** Where it would have begun without the rule. */
    readonly from: PhaseId;
    /** The rule's phase when the fraud guard refused it. */
    readonly refused: PhaseId | null;
  } | null;
}

interface Line {
  readonly orderId: number;
  readonly version: number;
}

/** Puts a new order into its first phase, by rule or without one (spec §3, §4.1). */
export function createFirstPhase(database: Database): {
  /** Throws AppError `forbidden` for a rule's move that the fraud guard did not permit. */
  of(change: ChangeOf<'order.import'>): Begin;
  /** Tells the order's history, and remembers a refused change so that it can be offered again. */
  remember(context: WriteContext, line: Line, begin: Begin): void;
} {
  const exists = database.query('SELECT 1 FROM phases WHERE id = ?');
  const refusedChange = createRefusedChange(database);
  return {
    of: ({ phaseIfNew, byRule, order }) => {
      const target = byRule?.move.to;
      // The rule's phase may have been removed since the rule was looked at.
      if (byRule === undefined || target === undefined || exists.get(target) === undefined) {
        return { phaseId: phaseIfNew, byRule: null };
      }
      const { name, move } = byRule;
      if (move.kind === 'refused') {
        return { phaseId: phaseIdOf.failed, byRule: { name, from: phaseIfNew, refused: target } };
      }
      const { permit } = move;
      const isItsOwn =
        isGenuineBeginPermit(permit) &&
        permit.mallOrderId === order.mallOrderId &&
        permit.fraudHold === order.fraudHold &&
        permit.to === target;
      if (!isItsOwn) {
        throw new AppError('forbidden', 'A first phase by rule without a permit of the fraud guard', {
          details: { mallOrderId: order.mallOrderId },
        });
      }
      return { phaseId: target, byRule: { name, from: phaseIfNew, refused: null } };
    },
    remember: (context, line, { phaseId, byRule }) => {
      if (byRule === null) return;
      const { name, from, refused } = byRule;
      if (refused !== null) {
        refusedChange.byRule(context, line, { name, from, to: phaseId, refused });
        return;
      }
      const changes = [{ field: 'phase', before: String(from), after: String(phaseId) }];
      context.rememberOrder({ ...line, action: 'phase_changed_by_rule', changes, why: name });
    },
  };
}
