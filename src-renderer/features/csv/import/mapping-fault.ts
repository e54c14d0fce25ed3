import type { CsvMapping } from '#shared/contract/csv.ts';

/** Why a mapping cannot be used yet; null when it can. */
export function mappingFault({
  columns,
}: Pick<CsvMapping, 'columns'>): { kind: 'needsId' } | { kind: 'twice'; field: string } | null {
  const fields = columns.map(({ field }) => field);
  if (!fields.includes('mallOrderId')) return { kind: 'needsId' };
  const twice = fields.find((field, at) => fields.indexOf(field) !== at);
  return twice === undefined ? null : { kind: 'twice', field: twice };
}
