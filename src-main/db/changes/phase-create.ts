import type { Database } from '../database.ts';
import { asNameTaken } from './phase-rows.ts';
import type { Handler } from './write-context.ts';

/** An own phase, after all others. Throws `phase_name_taken`. */
export function createPhaseCreate(database: Database): Handler<'phase.create'> {
  const insert = database.query(
    `INSERT INTO phases (id, version, kind, name, color, position, built_in)
     VALUES ((SELECT max(id) + 1 FROM (SELECT id FROM phases UNION ALL SELECT id FROM removed_phases)), 1, ?, ?, ?,
       (SELECT max(position) + 1 FROM phases), 0)`,
  );
  return (context, { phase: { kind, name, color } }) => {
    let phaseId: number;
    try {
      phaseId = insert.run(kind, name, color).id;
    } catch (error) {
      throw asNameTaken(error, name);
    }
    context.touch('phase', phaseId);
    context.remember({
      entity: 'phase',
      key: String(phaseId),
      action: 'created',
      changes: Object.entries({ name, kind, color }).map(([field, after]) => ({ field, before: '', after })),
    });
    return { kind: 'phase', phaseId };
  };
}
