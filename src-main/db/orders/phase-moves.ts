import type { PhaseId } from '#shared/domain/ids.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { Database } from '../database.ts';

/**
 * Gathers the moves of a commit and writes them together, phase by phase: SQLite prepares every UPDATE with a
 * foreign key for being undone, which for single rows costs as much as the update itself.
 */
export interface PhaseMoves {
  /** Inside a transaction: the order goes to a phase, its version up by one. */
  add(orderId: number, phaseId: PhaseId): void;
  /** The order's move is not written yet: its row still shows what was. */
  isPending(orderId: number): boolean;
  /** Before anything else looks at orders, and before COMMIT. */
  write(at: Moment): void;
  /** After a rollback. */
  discard(): void;
}

export function createPhaseMoves(database: Database): PhaseMoves {
  const update = database.query(
    `UPDATE orders SET version = version + 1, updated_at = ?, phase_id = ?
     WHERE id IN (SELECT value FROM json_each(?))`,
  );
  const pending = new Map<number, PhaseId>();
  return {
    add: (orderId, phaseId) => {
      pending.set(orderId, phaseId);
    },
    isPending: (orderId) => pending.has(orderId),
    write: (at) => {
      if (pending.size === 0) return;
      for (const [phaseId, moves] of Map.groupBy(pending, ([, phase]) => phase)) {
        update.run(at, phaseId, JSON.stringify(moves.map(([orderId]) => orderId)));
      }
      pending.clear();
    },
    discard: () => pending.clear(),
  };
}
