import type { HistoryEntry } from '#shared/contract/orders.ts';

export const historyKinds = ['all', 'phase', 'edit', 'import', 'mall'] as const;
export type HistoryKind = (typeof historyKinds)[number];

const isPhase = ({ field }: HistoryEntry['changes'][number]) =>
  field === 'phase' || field === 'phaseId' || field === 'refusedPhase';

/** Whether an entry belongs to what the operator wants to see; a change of phase counts whoever made it. */
export function isOfKind(entry: HistoryEntry, kind: HistoryKind): boolean {
  const { action, changes } = entry;
  switch (kind) {
    case 'all':
      return true;
    case 'phase':
      return action.includes('phase') || action.includes('fraud') || changes.some(isPhase);
    case 'import':
      return action.includes('import');
    case 'mall':
      return action.startsWith('outbox') || action.startsWith('mall');
    case 'edit':
      return (
        !action.includes('import') && !action.startsWith('outbox') && changes.some((one) => !isPhase(one))
      );
  }
}
