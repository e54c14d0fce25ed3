import type { OrderSort } from '#shared/domain/order-query.ts';
import type { Database } from '../database.ts';
import type { MatchPlan } from './match-plan.ts';
import { MatchSet } from './match-set.ts';
import { SortedMembers } from './sorted-members.ts';
import type { TouchLog } from './touch-log.ts';

/** Sets take a bit per order; as many are kept as fit. */
const mostSetBytes = 24_000_000;
/** Four bytes per member, and those only that somebody scrolled to. */
const mostLists = 8;

export interface MatchCache {
  /** The set of a question, new or as far as it has come. */
  set(plan: MatchPlan): MatchSet;
  /** Its members in a list's order. */
  list(set: MatchSet, sort: OrderSort, phaseIds: () => readonly number[]): SortedMembers;
}

/** Keeps the sets and lists that were used last. `onDrop` is told the key of a set that went. */
export function createMatchCache(
  database: Database,
  log: TouchLog,
  onDrop: (key: string) => void,
): MatchCache {
  const newest = database.query<{ id: number | null }>('SELECT max(id) AS id FROM orders');
  const highestId = (): number => newest.get()?.id ?? 0;
  const sets = new Map<string, MatchSet>();
  const lists = new Map<string, { set: MatchSet; list: SortedMembers }>();
  let era = log.era;
  let setBytes = 0;

  const drop = (key: string, set: MatchSet): void => {
    sets.delete(key);
    setBytes -= set.members.bytes;
    for (const [listKey, kept] of lists) if (kept.set === set) lists.delete(listKey);
    onDrop(key);
  };

  return {
    set: (plan) => {
      if (era !== log.era) for (const [key, set] of [...sets]) drop(key, set);
      era = log.era;
      const known = sets.get(plan.key);
      if (known !== undefined) {
        sets.delete(plan.key);
        sets.set(plan.key, known);
        return known;
      }
      const set = new MatchSet(plan, log, highestId);
      sets.set(plan.key, set);
      setBytes = [...sets.values()].reduce((sum, { members }) => sum + members.bytes, 0);
      for (const [key, oldest] of [...sets]) {
        if (setBytes <= mostSetBytes || oldest === set) break;
        drop(key, oldest);
      }
      return set;
    },
    list: (set, sort, phaseIds) => {
      const key = `${set.plan.key} ${sort.column} ${sort.direction}`;
      const known = lists.get(key);
      lists.delete(key);
      const list = known?.set === set ? known.list : new SortedMembers({ database, set, sort, phaseIds });
      lists.set(key, { set, list });
      const [oldest] = lists.keys();
      if (lists.size > mostLists && oldest !== undefined) lists.delete(oldest);
      return list;
    },
  };
}
