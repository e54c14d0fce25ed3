import type { ImportRule } from '#shared/contract/rules.ts';
import { type OrderPredicate, predicateOf } from '#shared/domain/evaluate-conditions.ts';
import type { PhaseId, ShopId } from '#shared/domain/ids.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { Phase } from '#shared/domain/phase.ts';
import { jstDateOf, type Moment } from '#shared/domain/time.ts';
import type { FraudGuard } from '../fraud/guard.ts';
import type { Change, StoreReader } from '../ports/store.ts';

/** What a rule makes of an order that is being imported: part of its `order.import`. */
export type ByRule = Extract<Change, { kind: 'order.import' }>['byRule'];

interface ReadyRule {
  readonly name: string;
  readonly target: Phase;
  readonly holds: OrderPredicate;
}

/** The shop's import rules, made ready once and looked at again when they, the phases or the day have changed. */
export class ImportRules {
  readonly #store: Pick<StoreReader, 'importRules' | 'phases'>;
  readonly #guard: FraudGuard;
  #ready: { readonly day: string; readonly rules: readonly ReadyRule[] } | null = null;

  constructor(store: Pick<StoreReader, 'importRules' | 'phases'>, guard: FraudGuard) {
    this.#store = store;
    this.#guard = guard;
  }

  /** To be called when rules or phases changed. */
  forget(): void {
    this.#ready = null;
  }

  /**
   * The first rule that holds for an order, past the fraud guard; undefined when none does, or when it would begin
   * there anyway. `begins` is where it begins without a rule.
   */
  of(order: MallOrder, shopId: ShopId, begins: PhaseId, now: Moment): ByRule {
    const rules = this.#rules(now);
    if (rules.length === 0) return undefined;
    const facts = {
      order,
      shopId,
      phaseId: begins,
      importedAt: now,
      updatedAt: now,
      memo: '',
      hasImportError: false,
    };
    const rule = rules.find(({ holds }) => holds(facts));
    if (rule === undefined || rule.target.id === begins) return undefined;
    return { name: rule.name, move: this.#guard.beginIn(order, rule.target) };
  }

  #rules(now: Moment): readonly ReadyRule[] {
    const day = jstDateOf(now);
    if (this.#ready?.day === day) return this.#ready.rules;
    const phases = new Map(this.#store.phases().map((phase) => [phase.id, phase]));
    const rules = this.#store.importRules().flatMap((rule) => readyRule(rule, phases, day));
    this.#ready = { day, rules };
    return rules;
  }
}

function readyRule(rule: ImportRule, phases: ReadonlyMap<PhaseId, Phase>, day: string): ReadyRule[] {
  const target = phases.get(rule.phaseId);
  if (!rule.isOn || target === undefined) return [];
  return [{ name: rule.name, target, holds: predicateOf(rule.where, day) }];
}
