import type { ShopId } from '#shared/domain/ids.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import type { Clock } from '../ports/clock.ts';
import type { Change } from '../ports/store.ts';
import type { ImportRules } from '../rules/import-rules.ts';
import { initialPhase } from './initial-phase.ts';

/** Where an order begins that nobody knew, and the rule that says so. */
export type OrderBeginning = Pick<Extract<Change, { kind: 'order.import' }>, 'phaseIfNew' | 'byRule'>;

/** By the mall's state, or by the first import rule that holds. */
export function beginByRules(
  deps: { readonly rules: Pick<ImportRules, 'of'>; readonly clock: Clock },
  shopId: ShopId,
): (order: MallOrder) => OrderBeginning {
  return (order) => {
    const phaseIfNew = initialPhase(order);
    const byRule = deps.rules.of(order, shopId, phaseIfNew, deps.clock.now());
    return byRule === undefined ? { phaseIfNew } : { phaseIfNew, byRule };
  };
}

/** New work waits in 「自動受注取込」 (spec §3): the rules are asked when it is taken in. */
export function beginInStaging(order: MallOrder): OrderBeginning {
  const phaseIfNew = initialPhase(order);
  return { phaseIfNew: phaseIfNew === phaseIdOf.new ? phaseIdOf.staging : phaseIfNew };
}
