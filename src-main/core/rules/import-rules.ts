import type { ImportRule } from '#shared/contract/rules.ts';
import {
  conditionFields,
  type ValuesPredicate,
  valuesPredicateOf,
} from '#shared/domain/evaluate-conditions.ts';
import type { PhaseId, ShopId } from '#shared/domain/ids.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { factValues, type ValuesOf } from '#shared/domain/order-facts.ts';
import type { Phase } from '#shared/domain/phase.ts';
import { type JstDate, jstDateOf, type Moment } from '#shared/domain/time.ts';
import type { FraudGuard } from '../fraud/guard.ts';
import { isStaged } from '../fraud/staging-rule.ts';
import type { Change, StoreReader } from '../ports/store.ts';

/** What a rule makes of an order that is being imported: part of its `order.import`. */
export type ByRule = Extract<Change, { kind: 'order.import' }>['byRule'];

/** A rule that is on, ready to be asked of many orders on one day. */
export interface ReadyRule {
  readonly id: string;
  readonly name: string;
  readonly target: Phase;
  /** Ids of the fields it looks at. */
  readonly fields: readonly string[];
  readonly holds: ValuesPredicate;
}

/** The shop's import rules, made ready once and looked at again when they, the phases or the day have changed. */
export class ImportRules {
  readonly #store: Pick<StoreReader, 'importRules' | 'phases'>;
  readonly #guard: Pick<FraudGuard, 'beginIn'>;
  #ready: { readonly day: string; readonly rules: readonly ReadyRule[] } | null = null;

  constructor(store: Pick<StoreReader, 'importRules' | 'phases'>, guard: Pick<FraudGuard, 'beginIn'>) {
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
    const rules = this.ready(now);
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
    const rule = firstOf(rules, (field) => factValues(facts, field), begins);
    return rule === null ? undefined : { name: rule.name, move: this.#guard.beginIn(order, rule.target) };
  }

  /** Those that are on and have a phase to go to, in the order in which they are tried. */
  ready(now: Moment): readonly ReadyRule[] {
    const day = jstDateOf(now);
    if (this.#ready?.day === day) return this.#ready.rules;
    const phases = new Map(this.#store.phases().map((phase) => [phase.id, phase]));
    const rules = this.#store.importRules().flatMap((rule) => {
      const target = phases.get(rule.phaseId);
      // Nothing but an import brings orders into staging.
      return !rule.isOn || target === undefined || isStaged(target.id) ? [] : [readyRule(rule, target, day)];
    });
    this.#ready = { day, rules };
    return rules;
  }
}

/** Makes a rule ready for one day, on or off. */
export function readyRule(
  { id, name, where }: Pick<ImportRule, 'id' | 'name' | 'where'>,
  target: Phase,
  day: JstDate,
): ReadyRule {
  return { id, name, target, fields: conditionFields(where), holds: valuesPredicateOf(where, day) };
}

/** The rule that decides: the first that holds, unless it wants what happens without it (`begins`). */
export function firstOf(rules: readonly ReadyRule[], valuesOf: ValuesOf, begins: PhaseId): ReadyRule | null {
  const rule = rules.find(({ holds }) => holds(valuesOf));
  return rule === undefined || rule.target.id === begins ? null : rule;
}
