import type { ImportRun } from '#shared/contract/imports.ts';

/** Begun by the loop or by a comparison, not by a person: under the shared consent, and made up for by themselves. */
export function isByItself({ trigger }: Pick<ImportRun, 'trigger'>): boolean {
  return trigger === 'auto' || trigger === 'reconciliation';
}
