const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * What is known of the elements of one name at one place of an answer (a shipment's postcode, say): its bytes, and
 * its slot among the children of its parent. Answers repeat the same few hundred kinds again and again in the same
 * order, so a kind also remembers which one came next the last time: a guess that saves looking up every name.
 */
export class ElementKind {
  readonly name: string;
  /** Its place among its parent's children; a group keeps the text of this child there. */
  readonly slot: number;
  readonly bytes: Uint8Array;
  /** The whole end tag. */
  readonly closing: Uint8Array;
  readonly children = new Map<string, ElementKind>();
  /** The first child, and the element after this one, as they came last time. */
  firstChild: ElementKind | null = null;
  following: ElementKind | null = null;

  constructor(name: string, slot: number) {
    // A copy of its own: a part of the answer's text would keep all of it alive.
    this.bytes = encoder.encode(name);
    this.name = decoder.decode(this.bytes);
    this.slot = slot;
    this.closing = encoder.encode(`</${name}>`);
  }
}

/** All kinds that were met, below a root that stands for no element. */
export class KindTree {
  readonly root = new ElementKind('', 0);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The kind of a child, made when it is met for the first time. */
  childOf(parent: ElementKind, name: string): ElementKind {
    const known = parent.children.get(name);
    if (known !== undefined) return known;
    const kind = new ElementKind(name, parent.children.size);
    parent.children.set(kind.name, kind);
    this.#size += 1;
    return kind;
  }
}
