import type { OrderRow } from '#shared/contract/orders.ts';
import type { ImportRule, RuleDryRun, RuleDryRunInput } from '#shared/contract/rules.ts';
import type { OrderId } from '#shared/domain/ids.ts';
import { isHeld } from '#shared/domain/order-status.ts';
import { jstDateOf } from '#shared/domain/time.ts';
import type { FraudGuard } from '../fraud/guard.ts';
import { initialPhase } from '../import/initial-phase.ts';
import { nextTurn } from '../next-turn.ts';
import { requirePhase } from '../orders/plan-phase-move.ts';
import type { Clock } from '../ports/clock.ts';
import type { StoreReader } from '../ports/store.ts';
import type { ImportRules, ReadyRule } from './import-rules.ts';
import { readyRule } from './import-rules.ts';
import { readRuleValues } from './rule-values.ts';

export interface DryRunDeps {
  readonly store: Pick<StoreReader, 'orderWindow' | 'orderFields' | 'phases' | 'importRules'>;
  readonly guard: Pick<FraudGuard, 'beginIn'>;
  readonly rules: Pick<ImportRules, 'ready'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Orders looked at in one breath: some ten milliseconds. */
const sliceOrders = 250;
const mostSamples = 20;

/**
 * Tries a rule on the newest orders (by order time), each as it would have been imported today, and changes nothing.
 * Rules before it come first; a new one would be tried last. Throws AppError `not_found` for an unknown phase.
 */
export async function dryRun(
  deps: DryRunDeps,
  { rule, tried: most }: RuleDryRunInput,
  signal: AbortSignal | undefined,
): Promise<RuleDryRun> {
  const { store, guard, rules, clock } = deps;
  const target = requirePhase(store, rule.phaseId);
  const now = clock.now();
  const own = readyRule({ id: rule.id ?? '', name: '', where: rule.where }, target, jstDateOf(now));
  const before = rulesBefore(store.importRules(), rules.ready(now), own);
  const fields = [...new Set([own, ...before].flatMap((ready) => ready.fields))];
  const result = { tried: 0, holds: 0, takenEarlier: 0, held: 0, samples: [] as RuleDryRun['samples'] };
  const seen = new Set<OrderId>();

  const look = (rows: readonly OrderRow[]): void => {
    const known = new Map(rows.map((row) => [row.id, row]));
    const values = readRuleValues(store, [...known.keys()], fields, (orderId) =>
      asImported(known.get(orderId)),
    );
    for (const row of rows) {
      const valuesOf = values.get(row.id);
      // What could not be read has not the values that an import would bring.
      if (valuesOf === undefined || row.hasImportError) continue;
      result.tried += 1;
      if (!own.holds(valuesOf)) continue;
      result.holds += 1;
      if (before.some(({ holds }) => holds(valuesOf))) {
        result.takenEarlier += 1;
        continue;
      }
      const { id: orderId, mallOrderId, buyerName, totalYen, fraudHold } = row;
      const isRefused =
        initialPhase(row) !== target.id &&
        guard.beginIn({ mallOrderId, fraudHold }, target).kind === 'refused';
      if (isRefused) result.held += 1;
      if (result.samples.length < mostSamples) {
        result.samples.push({ orderId, mallOrderId, buyerName, totalYen, isHeld: isHeld(fraudHold) });
      }
    }
  };

  for (let offset = 0; offset < most; offset += sliceOrders) {
    const limit = Math.min(sliceOrders, most - offset);
    const { rows } = store.orderWindow({ ...newestFirst, offset, limit });
    // Orders that came meanwhile push others into the next window.
    look(rows.filter(({ id }) => !seen.has(id)));
    for (const { id } of rows) seen.add(id);
    if (rows.length < limit) break;
    await nextTurn();
    signal?.throwIfAborted();
  }
  return result;
}

const newestFirst = {
  filter: {},
  search: '',
  sort: { column: 'orderedAt', direction: 'desc' },
} as const;

/** A rule that is not saved is tried after all others. */
function rulesBefore(
  saved: readonly ImportRule[],
  ready: readonly ReadyRule[],
  own: ReadyRule,
): readonly ReadyRule[] {
  const order = saved.map(({ id }) => id);
  const at = order.includes(own.id) ? order.indexOf(own.id) : order.length;
  return ready.filter(({ id }) => order.indexOf(id) < at);
}

/** At its import an order has no memo yet, and lies where it begins. */
function asImported(row: OrderRow | undefined) {
  if (row === undefined) return {};
  const { importedAt } = row;
  return { phase: initialPhase(row), memo: '', updatedAt: importedAt, importedAt, hasImportError: false };
}
