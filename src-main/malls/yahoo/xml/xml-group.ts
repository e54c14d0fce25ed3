import { brokenAnswer } from '../broken-answer.ts';
import type { ElementKind } from './element-kind.ts';

/**
 * An element that holds other elements. Elements without children are its values (text without the white space
 * around it; CDATA or not makes no difference), the others its `groups`, in the answer's order.
 */
export interface XmlGroup {
  readonly name: string;
  readonly kind: ElementKind;
  /** The values by the slots of their kinds: read them with `textOf`. Of one that came more than once, the last. */
  readonly texts: (string | undefined)[];
  readonly groups: XmlGroup[];
  /** Names of values that came more than once; null when none did. */
  repeated: Set<string> | null;
}

export function newGroup(kind: ElementKind): XmlGroup {
  // Room for every child known so far: an array that grows is copied again and again.
  const texts = new Array<string | undefined>(kind.children.size);
  return { name: kind.name, kind, texts, groups: [], repeated: null };
}

/** Keeps a value, and remembers when its name came before. */
export function keepValue(group: XmlGroup, { name, slot }: ElementKind, value: string): void {
  if (group.texts[slot] !== undefined) {
    group.repeated ??= new Set();
    group.repeated.add(name);
  }
  group.texts[slot] = value;
}

/** The text of a child without children; undefined when there is none of this name. */
export function textOf(group: XmlGroup, name: string): string | undefined {
  const kind = group.kind.children.get(name);
  return kind === undefined ? undefined : group.texts[kind.slot];
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
