import { AppError } from '#shared/domain/errors.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import type { Database } from '../database.ts';
import { createPhaseFinder } from './phase-rows.ts';
import { done, type Handler } from './write-context.ts';

/**
 * Removes an own phase that holds no order. What named it as a goal goes to `moveTo`; without one, rules are
 * switched off and point to 新規受付, and refused changes are offered no more. Throws `phase_built_in`,
 * `phase_in_use`, `conflict`.
 */
export function createPhaseRemove(database: Database): Handler<'phase.remove'> {
  const find = createPhaseFinder(database);
  const count = database.query<{ count: number }>('SELECT count(*) AS count FROM orders WHERE phase_id = ?');
  const rules = database.query<{ id: string }>('SELECT id FROM import_rules WHERE phase_id = ?');
  const turnRules = database.query(
    'UPDATE import_rules SET version = version + 1, phase_id = ?, is_on = is_on AND ? WHERE phase_id = ?',
  );
  const turnRefused = database.query('UPDATE refused_changes SET phase_id = ? WHERE phase_id = ?');
  const dropRefused = database.query('DELETE FROM refused_changes WHERE phase_id = ?');
  const keepName = database.query('INSERT INTO removed_phases (id, name) VALUES (?, ?)');
  const remove = database.query('DELETE FROM phases WHERE id = ?');
  return (context, { phaseId, expectedVersion, moveTo }) => {
    const phase = find(phaseId, expectedVersion);
    if (phase.built_in === 1) {
      throw new AppError('phase_built_in', 'Built-in phases cannot be removed', { details: { phaseId } });
    }
    const left = count.get(phaseId)?.count ?? 0;
    if (left > 0) {
      throw new AppError('phase_in_use', 'Orders are in this phase', { details: { phaseId, count: left } });
    }
    const goal = moveTo === null ? phaseIdOf.new : find(moveTo, null).id;
    for (const { id } of rules.all(phaseId)) {
      context.touch('rule', id);
      context.remember({
        entity: 'rule',
        key: id,
        action: 'phase_removed',
        changes: [{ field: 'phase', before: phase.name, after: String(goal) }],
      });
    }
    turnRules.run(goal, moveTo === null ? 0 : 1, phaseId);
    if (moveTo === null) dropRefused.run(phaseId);
    else turnRefused.run(goal, phaseId);
    keepName.run(phaseId, phase.name);
    remove.run(phaseId);
    context.touch('phase', phaseId);
    context.remember({ entity: 'phase', key: String(phaseId), action: 'removed' });
    return done;
  };
}
