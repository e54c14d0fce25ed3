import type { OrderSort } from '#shared/domain/order-query.ts';
import type { Database } from '../database.ts';
import type { FacetCounts } from '../facets.ts';
import { facetConditions, type SplitFilter } from '../queries/order-filter.ts';
import { sorted } from '../queries/search-window.ts';
import { opposite } from '../queries/sort-columns.ts';
import type { WordQuery } from '../search/word-query.ts';
import type { Background } from './background.ts';
import { createMatchCache } from './match-cache.ts';
import { createMatchPlan } from './match-plan.ts';
import type { MatchSet } from './match-set.ts';
import type { SortedMembers } from './sorted-members.ts';
import type { TouchLog } from './touch-log.ts';

/** What a window may spend on looking at orders, and then on putting them in order, ms. */
const lookMs = 20;
const listMs = 25;
/** What catching up with the latest commits may take where looking at all orders anew is the alternative, ms. */
const catchUpMs = 1_000;
/** While neither the set nor its list is known, so many of the newest matches stand in for them. */
const standIns = 1_000;

/** What is looked for: the filter taken apart, and the words of a search ready for the index. */
export interface MatchQuery {
  readonly filter: SplitFilter;
  readonly words: readonly WordQuery[];
}

export interface Page {
  readonly sort: OrderSort;
  readonly offset: number;
  readonly limit: number;
}

/** `exact` false: so far; the rest is being looked for, and a notice says when there is more. */
export interface FoundIds {
  readonly ids: readonly number[];
  readonly total: number;
  readonly exact: boolean;
}

export interface MatchedOrders {
  /** A window of the matching orders, within a time budget. */
  window(query: MatchQuery, page: Page): FoundIds;
  /** The same when all matches are known; otherwise null, and they are looked for meanwhile. */
  windowIfKnown(query: MatchQuery, page: Page): FoundIds | null;
  /** How many match, working on it until `deadline` (performance.now) at most. */
  count(query: MatchQuery, deadline: number): { count: number; exact: boolean };
  /** All matching ids, in no particular order, if they were looked for before; null otherwise. */
  known(query: MatchQuery): readonly number[] | null;
}

/** Names the work on a set's list, beside the work on the set itself. */
const listTask = (key: string): string => `${key} list`;

/**
 * Lists and counts of orders that no index answers: sets of matches that are gathered in small steps, between other
 * work, and then follow every commit.
 */
export function createMatchedOrders(parts: {
  database: Database;
  counts: FacetCounts;
  log: TouchLog;
  background: Background;
}): MatchedOrders {
  const { database, counts, log, background } = parts;
  const cache = createMatchCache(database, log, (key) => {
    background.remove(key);
    background.remove(listTask(key));
  });

  const setOf = ({ filter, words }: MatchQuery): MatchSet => {
    const named = words.filter(({ items }) => items === null).map(({ match }) => match);
    const plan = createMatchPlan(database, counts, {
      facets: filter.facets,
      conditions: [...facetConditions(filter.facets), ...filter.conditions],
      match: [...filter.matches, ...named].join(' AND '),
      candidates: filter.candidates,
      source: filter.source,
      commonWords: words.filter(({ items }) => items !== null),
    });
    return cache.set(plan);
  };

  /** Phases in which the counted part of the filter holds at all. */
  const phasesOf = (filter: SplitFilter) => (): number[] => [
    ...counts.countBy('phase_id', filter.facets).keys(),
  ];

  /** The set that a window waits for. What waited before, a search half typed, is looked for when asked again. */
  let awaited: string | null = null;

  const goOn = (set: MatchSet, isUrgent: boolean): void => {
    const { key } = set.plan;
    if (isUrgent && awaited !== null && awaited !== key) background.remove(awaited);
    if (isUrgent) awaited = key;
    background.owe();
    background.add(key, { isUrgent, work: (deadline) => set.work(deadline) });
  };

  const goOnListing = (set: MatchSet, list: SortedMembers, wanted: number): void => {
    background.owe();
    background.add(listTask(set.plan.key), {
      isUrgent: true,
      work: (deadline) => set.work(deadline) && list.extend(wanted, deadline),
    });
  };

  const whole = (set: MatchSet, { filter }: MatchQuery, page: Page): FoundIds => {
    const total = set.count;
    const size = Math.max(Math.min(page.limit, total - page.offset), 0);
    const fromEnd = total - page.offset - size;
    const isReversed = fromEnd < page.offset;
    const direction = isReversed ? opposite(page.sort.direction) : page.sort.direction;
    const offset = isReversed ? fromEnd : page.offset;
    const list = cache.list(set, { ...page.sort, direction }, phasesOf(filter));
    const exact = size === 0 || list.extend(offset + size, performance.now() + listMs);
    if (!exact) goOnListing(set, list, offset + size);
    const ids = list.slice(offset, offset + size);
    return { ids: isReversed ? ids.reverse() : ids, total, exact };
  };

  const soFar = (set: MatchSet, { filter }: MatchQuery, page: Page): FoundIds => {
    const list = cache.list(set, page.sort, phasesOf(filter));
    const end = page.offset + page.limit;
    const isListed = list.extend(end, performance.now() + listMs);
    goOn(set, true);
    if (list.isWhole && set.isCaughtUp) {
      return { ids: list.slice(page.offset, end), total: list.length, exact: true };
    }
    const total = Math.max(set.count, list.length);
    if (isListed) return { ids: list.slice(page.offset, end), total, exact: false };
    const found = new Set([...list.slice(0, end), ...set.members.highest(standIns)]);
    const ids = sorted(database, [...found], page.sort).slice(page.offset, end);
    return { ids, total: Math.max(total, found.size), exact: false };
  };

  return {
    window: (query, page) => {
      const set = setOf(query);
      return set.work(performance.now() + lookMs) ? whole(set, query, page) : soFar(set, query, page);
    },
    windowIfKnown: (query, page) => {
      const set = setOf(query);
      if (set.isComplete && set.work(performance.now() + lookMs)) return whole(set, query, page);
      goOn(set, true);
      return null;
    },
    count: (query, deadline) => {
      const set = setOf(query);
      const exact = set.isCurrent || (performance.now() < deadline && set.work(deadline));
      if (!exact) goOn(set, false);
      return { count: set.count, exact };
    },
    known: (query) => {
      const set = setOf(query);
      if (!set.isComplete || !set.work(performance.now() + catchUpMs)) return null;
      return set.members.highest(set.members.size);
    },
  };
}
