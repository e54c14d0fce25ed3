import type { OrderId } from '#shared/domain/ids.ts';
import type { ValuesOf } from '#shared/domain/order-facts.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import type { FraudGuard } from '../fraud/guard.ts';
import { isStaged } from '../fraud/staging-rule.ts';
import type { OrderPlan, PlannedRow } from '../orders/order-plan.ts';
import { requirePhase, unknownOrder } from '../orders/plan-phase-move.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrderStanding } from '../ports/records.ts';
import type { Change, StoreReader } from '../ports/store.ts';
import { firstOf, type ImportRules, type ReadyRule } from '../rules/import-rules.ts';
import { readRuleValues } from '../rules/rule-values.ts';

export interface AcceptDeps {
  readonly store: Pick<StoreReader, 'orderStandings' | 'orderFields' | 'phases'>;
  readonly guard: FraudGuard;
  readonly rules: Pick<ImportRules, 'ready'>;
  readonly clock: Pick<Clock, 'now'>;
}

type Accepted = Omit<PlannedRow, 'orderId' | 'what' | 'before'> & { readonly change: Change | null };

/** Rules see a staged order as one that begins in 新規受付 without them. */
const begins = phaseIdOf.new;

/**
 * Plans 「受注取込」 of up to 1,000 orders (spec §3 Auto): each leaves staging for the phase of the first import rule that
 * holds, else for 新規受付. A held order goes to 失敗 when a rule wanted to move it, and stays with `fraud_held` when
 * none did; either way the refused change is offered again once the hold is lifted (spec §4.1). An order that is
 * no longer in staging is `unchanged`.
 */
export function planAccept(deps: AcceptDeps, orderIds: readonly OrderId[]): OrderPlan {
  const { store, guard, rules, clock } = deps;
  const wanted = [...new Set(orderIds)];
  const standings = store.orderStandings(wanted);
  const ready = rules.ready(clock.now());
  const values = ruleValues(deps, wanted, ready);
  const judgePlain = guard.movesTo(requirePhase(store, begins), 'accept');
  const judges = new Map(ready.map((rule) => [rule, guard.movesTo(rule.target, 'import_rule')]));

  const plain = (standing: OrderStanding): Accepted => {
    const after = String(begins);
    const verdict = judgePlain(standing);
    if (verdict.kind === 'unchanged') return { state: 'unchanged', after, error: null, change: null };
    if (verdict.kind === 'permitted') {
      const change: Change = { kind: 'order.phase', permit: verdict.permit, why: '' };
      return { state: 'done', after, error: null, change };
    }
    const change: Change = { kind: 'order.acceptRefused', orderId: standing.orderId, phaseId: begins };
    return { state: 'failed', after, error: verdict.error.toShape(), change };
  };

  const byRule = (standing: OrderStanding, rule: ReadyRule): Accepted => {
    const { id: to } = rule.target;
    const verdict = judges.get(rule)?.(standing);
    if (verdict?.kind === 'permitted') {
      const change: Change = { kind: 'order.phase', permit: verdict.permit, why: rule.name };
      return { state: 'done', after: String(to), error: null, change };
    }
    const permit = guard.setsAside(standing);
    const change: Change = { kind: 'order.phase', permit, why: rule.name, refused: to };
    return { state: 'done', after: String(permit.to), error: null, change };
  };

  const changes: Change[] = [];
  const rows = wanted.map((orderId): PlannedRow => {
    const standing = standings.get(orderId);
    const row = { orderId, what: 'phase', before: String(standing?.phaseId ?? '') };
    if (standing === undefined) {
      return { ...row, after: '', state: 'failed', error: unknownOrder(orderId).toShape() };
    }
    if (!isStaged(standing.phaseId)) return { ...row, after: row.before, state: 'unchanged', error: null };
    const valuesOf = values.get(orderId);
    const rule = valuesOf === undefined ? null : firstOf(ready, valuesOf, begins);
    const { change, ...accepted } = rule === null ? plain(standing) : byRule(standing, rule);
    if (change !== null) changes.push(change);
    return { ...row, ...accepted };
  });
  return { changes, rows };
}

function ruleValues(
  { store }: AcceptDeps,
  orderIds: readonly OrderId[],
  rules: readonly ReadyRule[],
): ReadonlyMap<OrderId, ValuesOf> {
  if (rules.length === 0) return new Map();
  const fields = [...new Set(rules.flatMap((rule) => rule.fields))];
  return readRuleValues(store, orderIds, fields, () => ({ phase: begins }));
}
