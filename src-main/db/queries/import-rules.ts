import { type ImportRule, importRuleSchema } from '#shared/contract/rules.ts';
import type { Database } from '../database.ts';

interface RuleRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly is_on: number;
  readonly conditions: string;
  readonly phase_id: number;
}

/** In the order in which they are tried. */
export function createRuleReader(database: Database): () => ImportRule[] {
  const select = database.query<RuleRow>('SELECT * FROM import_rules ORDER BY position, id');
  return () =>
    select.all().map((row) =>
      importRuleSchema.parse({
        id: row.id,
        version: row.version,
        name: row.name,
        isOn: row.is_on === 1,
        where: JSON.parse(row.conditions),
        phaseId: row.phase_id,
      }),
    );
}
