import type { MallOrder } from '#shared/domain/order.ts';
import type { OutboxBase } from '../ports/outbox.ts';
import { factsOf, isAsWanted } from './facts.ts';

/**
 * What reading the order again says about a request whose answer was lost.
 * `arrived`: the order is as wanted, and it was not so before.
 * `not_there`: nothing touched the order since, and so much time has passed that the request cannot arrive any more.
 * `wait`: nothing touched the order yet, but the request may still be on its way.
 * `ambiguous`: the order was changed since and is not as wanted: by others, or by the request and then by others.
 */
export type Reading = 'arrived' | 'not_there' | 'wait' | 'ambiguous';

/**
 * Judges a reading against the order as it stood right before the request left.
 * @param isSettled enough time has passed since nobody knew (a request delayed on its way would have arrived)
 * @param isAsked an operator, who saw that it is ambiguous, wants it sent again unless it arrived
 */
export function judgeReading(
  base: OutboxBase,
  fresh: MallOrder,
  { isSettled, isAsked }: { readonly isSettled: boolean; readonly isAsked: boolean },
): Reading {
  if (isAsWanted(fresh, base.wanted)) return 'arrived';
  if (!isUntouched(base, fresh) && !isAsked) return 'ambiguous';
  return isSettled ? 'not_there' : 'wait';
}

/** The mall counts every change of an order; where it does not, the fields in question must stand as they stood. */
function isUntouched(base: OutboxBase, fresh: MallOrder): boolean {
  if (base.mallVersion !== '')
    return fresh.mallVersion === base.mallVersion && fresh.mallUpdatedAt === base.mallUpdatedAt;
  const now = factsOf(fresh, Object.keys(base.before));
  return Object.entries(base.before).every(([id, text]) => now[id] === text);
}
