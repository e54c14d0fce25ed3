import type { ImportRule } from '#shared/contract/rules.ts';
import { AppError } from '#shared/domain/errors.ts';
import { validateConditions } from '#shared/domain/evaluate-conditions.ts';
import type { CallContext } from '../context.ts';
import { closedStaging, isStaged } from '../fraud/staging-rule.ts';
import { requirePhase } from '../orders/plan-phase-move.ts';
import type { Clock } from '../ports/clock.ts';
import type { Change, Store } from '../ports/store.ts';

export interface RuleServiceDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly terminalName: () => string;
  readonly newId: () => string;
}

export type RuleInput = Omit<ImportRule, 'id' | 'version'> & {
  id?: string | undefined;
  version?: number | undefined;
};

/** Rules that decide where a new order begins (spec §3), in the order in which they are tried. */
export class RuleService {
  readonly #deps: RuleServiceDeps;

  constructor(deps: RuleServiceDeps) {
    this.#deps = deps;
  }

  list(): ImportRule[] {
    return this.#deps.store.importRules();
  }

  /**
   * Creates or changes a rule. Throws AppError `conflict`, `not_found`, `staging_by_import_only`, `invalid_input` for
   * conditions that cannot be.
   */
  save({ id, version, ...rule }: RuleInput, ctx: CallContext): ImportRule {
    const { id: target } = requirePhase(this.#deps.store, rule.phaseId);
    if (isStaged(target)) throw closedStaging({ target });
    const [faulty] = validateConditions(rule.where);
    if (faulty !== undefined) {
      throw new AppError('invalid_input', 'A condition of the rule cannot be evaluated', {
        details: { field: faulty.field, fault: faulty.fault },
      });
    }
    if (id !== undefined && version === undefined) {
      throw new AppError('invalid_input', 'A rule is changed with the version that was seen', {
        details: { field: 'version' },
      });
    }
    const ruleId = id ?? this.#deps.newId();
    const expectedVersion = id === undefined ? null : (version ?? null);
    this.#commit({ kind: 'rule.save', expectedVersion, rule: { id: ruleId, ...rule } }, ctx);
    const saved = this.list().find((kept) => kept.id === ruleId);
    if (saved === undefined) throw new AppError('internal', 'The rule was not kept');
    return saved;
  }

  reorder(ids: readonly string[], ctx: CallContext): void {
    this.#commit({ kind: 'rule.reorder', ids }, ctx);
  }

  /** Throws AppError `conflict`, `not_found`. */
  remove(id: string, version: number, ctx: CallContext): void {
    this.#commit({ kind: 'rule.remove', id, expectedVersion: version }, ctx);
  }

  #commit(change: Change, { actor }: CallContext): void {
    const { store, clock, terminalName } = this.#deps;
    store.commit([change], { actor, terminal: terminalName(), at: clock.now() });
  }
}
