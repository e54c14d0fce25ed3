import { type ConditionFault, conditionFault } from '#shared/domain/condition-operators.ts';
import { type DraftGroup, isGroup } from './condition-tree.ts';

/** What keeps conditions of the tree from being applied, by the condition's key. */
export function faultsIn(tree: DraftGroup): Map<number, ConditionFault> {
  const faults = new Map<number, ConditionFault>();
  for (const part of tree.parts) {
    if (isGroup(part)) for (const entry of faultsIn(part)) faults.set(...entry);
    else {
      const fault = conditionFault(part);
      if (fault !== null) faults.set(part.key, fault);
    }
  }
  return faults;
}
