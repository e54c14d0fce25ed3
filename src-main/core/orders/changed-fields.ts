import type { FieldConflict } from '#shared/contract/edits.ts';
import { orderFieldOf } from '#shared/domain/order-fields.ts';
import type { ChangeSince } from '../ports/records.ts';

/**
 * Fields that are no longer as they were, from the changes made since, oldest first. One that was changed and
 * changed back is none; the last to change it is named.
 */
export function changedFields(changes: readonly ChangeSince[]): Omit<FieldConflict, 'wanted'>[] {
  const fields = new Map<string, Omit<FieldConflict, 'wanted'>>();
  for (const { field, before, after, actor, terminal } of changes) {
    const seen = fields.get(field)?.seen ?? before;
    fields.set(field, { field, seen, current: after, actor, terminal });
  }
  return [...fields.values()].filter(({ field, seen, current }) => isShown(field) && seen !== current);
}

/** Not the mall's own numbers of versions and the like, which no screen shows. */
const isShown = (field: string): boolean => orderFieldOf(field) !== null || field.startsWith('lines[');
