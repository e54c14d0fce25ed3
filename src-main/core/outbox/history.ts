import type { AppErrorShape } from '#shared/domain/errors.ts';
import type { OutboxBase, OutboxMove } from '../ports/outbox.ts';
import { factChanges } from './facts.ts';

/** A line of the order's history: what the operation is to change, and why it did not. */
export function historyOf(
  action: string,
  base: OutboxBase | null,
  error: AppErrorShape | null = null,
): NonNullable<OutboxMove['history']> {
  const wanted = base === null ? [] : factChanges(base.before, base.wanted);
  const failure =
    error === null ? [] : [{ field: 'error', before: '', after: `${error.code}: ${error.message}` }];
  return { action, facts: [...failure, ...wanted] };
}
