import type { Database } from '../database.ts';
import { asNameTaken, createPhaseFinder } from './phase-rows.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

/** Name, colour and (of own phases) kind. Throws `phase_name_taken`, `conflict`. */
export function createPhaseUpdate(database: Database): Handler<'phase.update'> {
  const find = createPhaseFinder(database);
  const update = database.query(
    'UPDATE phases SET version = version + 1, name = ?, color = ?, kind = ? WHERE id = ?',
  );
  return (context, { phaseId, expectedVersion, phase }) => {
    const before = find(phaseId, expectedVersion);
    const after = { ...phase, kind: before.built_in === 1 ? before.kind : phase.kind };
    const changes = (['name', 'color', 'kind'] as const)
      .filter((field) => before[field] !== after[field])
      .map((field) => ({ field, before: before[field], after: after[field] }));
    if (changes.length === 0) return done;
    try {
      update.run(after.name, after.color, after.kind, phaseId);
    } catch (error) {
      throw asNameTaken(error, after.name);
    }
    context.touch('phase', phaseId);
    context.remember({ entity: 'phase', key: String(phaseId), action: 'updated', changes });
    return done;
  };
}
