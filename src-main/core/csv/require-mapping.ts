import type { CsvMapping } from '#shared/contract/csv.ts';
import { csvFieldOf } from '#shared/domain/csv-fields.ts';
import { AppError } from '#shared/domain/errors.ts';

/**
 * Refuses a mapping that cannot be: without the order id, with a field fed twice, or with one that no file may feed,
 * above all the fields that decide over a fraud hold. Throws AppError `invalid_input`.
 */
export function requireMapping({ columns }: Pick<CsvMapping, 'columns'>): void {
  const refuse = (field: string, rule: string): never => {
    throw new AppError('invalid_input', `The mapping of ${field} cannot be: ${rule}`, {
      details: { field, rule, issues: 1 },
    });
  };
  const seen = new Set<string>();
  for (const { field } of columns) {
    if (csvFieldOf(field) === null) refuse(field, 'not_from_csv');
    if (seen.has(field)) refuse(field, 'twice');
    seen.add(field);
  }
  if (!seen.has('mallOrderId')) refuse('mallOrderId', 'missing');
}
