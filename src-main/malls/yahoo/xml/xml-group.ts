import { brokenAnswer } from '../broken-answer.ts';

/**
 * An element that holds other elements. Elements without children are its `values` (text without the white
 * space around it; CDATA or not makes no difference), the others its `groups`, in the answer's order.
 */
export interface XmlGroup {
  readonly name: string;
  readonly values: Map<string, string>;
  readonly groups: XmlGroup[];
  /** Names of values that came more than once; null when none did. The last one is in `values`. */
  repeated: Set<string> | null;
}

export function newGroup(name: string): XmlGroup {
  return { name, values: new Map(), groups: [], repeated: null };
}

/** Keeps a value, and remembers when its name came before. */
export function keepValue(group: XmlGroup, name: string, value: string): void {
  const before = group.values.size;
  group.values.set(name, value);
  if (group.values.size !== before) return;
  group.repeated ??= new Set();
  group.repeated.add(name);
}

/** All child groups of a name. */
export function groupsNamed(parent: XmlGroup, name: string): XmlGroup[] {
  return parent.groups.filter((group) => group.name === name);
}

/** The only child group of a name, or null. Throws `mall_answer_broken` (`element_repeated`) for several. */
export function optionalGroup(parent: XmlGroup, name: string): XmlGroup | null {
  let found: XmlGroup | null = null;
  for (const group of parent.groups) {
    if (group.name !== name) continue;
    if (found !== null) throw brokenAnswer('element_repeated', { element: name });
    found = group;
  }
  return found;
}

/** The only child group of a name. Throws `mall_answer_broken` for none or several. */
export function onlyGroup(parent: XmlGroup, name: string): XmlGroup {
  const group = optionalGroup(parent, name);
  if (group === null) throw brokenAnswer('element_missing', { element: name });
  return group;
}
