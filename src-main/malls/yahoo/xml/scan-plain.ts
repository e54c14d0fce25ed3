import { isUtf8 } from 'node:buffer';
import { type ElementKind, KindTree } from './element-kind.ts';
import type { XmlLimits } from './limits.ts';
import { isSpace } from './white-space.ts';
import { keepValue, newGroup, type XmlGroup } from './xml-group.ts';

const opening = 60; // <
const closing = 62; // >
const slash = 47;
const bang = 33;
const bracket = 93; // ]
const ampersand = 38;

const declaration =
  /^(?:\u00ef\u00bb\u00bf)?(?:<\?xml version=(["'])1\.0\1(?: encoding=(["'])utf-8\2)? ?\?>)?\s*/i;
const rootTag = /<([A-Za-z][A-Za-z0-9]*)((?: [A-Za-z]+="[A-Za-z0-9]*")*)>/y;
const name = /[A-Za-z][A-Za-z0-9]*/y;
const strangeReference = /&(?!(?:amp|lt|gt|quot|apos);)/;
const references = /&(amp|lt|gt|quot|apos);/g;
const meanings: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads the plain form in which the mall writes nearly all its answers: elements with simple names, text or
 * CDATA, the five predefined references, attributes on the root only. Several times faster than a general
 * parser: one pass over the bytes, in which only values with other bytes than ASCII are decoded.
 * Returns null for anything else, sound or not: the general parser decides about that. What is accepted here
 * gives exactly the general parser's result; a property test holds the two against each other.
 */
export function scanPlain(raw: Uint8Array, limits: XmlLimits): XmlGroup | null {
  return isUtf8(raw) ? new PlainScan(raw, limits).run() : null;
}

/** What earlier answers taught. */
let kinds = new KindTree();

class PlainScan {
  readonly #bytes: Buffer;
  /** One character per byte, so that positions are the same in both. */
  readonly #text: string;
  readonly #limits: XmlLimits;

  constructor(raw: Uint8Array, limits: XmlLimits) {
    this.#bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.length);
    this.#text = this.#bytes.toString('latin1');
    this.#limits = limits;
    // Half of what one answer may have is far more than all real ones have together: that was none of them.
    if (kinds.size > limits.maxKinds / 2) kinds = new KindTree();
  }

  run(): XmlGroup | null {
    const bytes = this.#bytes;
    rootTag.lastIndex = declaration.exec(this.#text)?.[0].length ?? 0;
    const opened = rootTag.exec(this.#text);
    if (opened === null || repeatsAttribute(opened[2] ?? '')) return null;
    const root = newGroup(kinds.childOf(kinds.root, opened[1] ?? ''));
    const { maxDepth, maxGroups, maxKinds } = this.#limits;
    const above: XmlGroup[] = [];
    let groups = 1;
    let group = root;
    /** The child of the group that was read before. */
    let before: ElementKind | null = null;
    let at = rootTag.lastIndex;
    for (;;) {
      const tag = this.#skipSpace(at);
      if (bytes[tag] !== opening) return null;
      if (bytes[tag + 1] === slash) {
        at = this.#closedAt(tag, group.kind);
        if (at < 0) return null;
        const parent = above.pop();
        if (parent === undefined) return this.#skipSpace(at) === bytes.length ? root : null;
        before = group.kind;
        group = parent;
        continue;
      }
      let kind: ElementKind | null = before === null ? group.kind.firstChild : before.following;
      if (kind === null || !this.#isNamed(tag + 1, kind)) {
        kind = this.#kindAt(tag + 1, group.kind);
        if (kind === null || kinds.size > maxKinds) return null;
        if (before === null) group.kind.firstChild = kind;
        else before.following = kind;
      }
      before = kind;
      let end = tag + 1 + kind.bytes.length;
      if (bytes[end] !== closing) {
        end = this.#skipSpace(end);
        if (bytes[end] !== slash || bytes[end + 1] !== closing) return null;
        keepValue(group, kind, '');
        at = end + 2;
        continue;
      }
      const first = this.#skipSpace(end + 1);
      if (bytes[first] === opening && bytes[first + 1] !== slash && bytes[first + 1] !== bang) {
        groups += 1;
        if (above.length + 1 >= maxDepth || groups > maxGroups) return null;
        const child = newGroup(kind);
        group.groups.push(child);
        above.push(group);
        group = child;
        before = null;
        at = first;
        continue;
      }
      at = bytes[first + 1] === bang ? this.#cdata(first, kind, group) : this.#plainText(first, kind, group);
      if (at < 0) return null;
    }
  }

  /** The kind of the child whose name starts at `from`; null when no simple name does. */
  #kindAt(from: number, parent: ElementKind): ElementKind | null {
    name.lastIndex = from;
    const found = name.exec(this.#text);
    return found === null ? null : kinds.childOf(parent, found[0]);
  }

  /** Keeps the text that starts at `from` as a value; the position after the end tag, or -1. */
  #plainText(from: number, kind: ElementKind, group: XmlGroup): number {
    const bytes = this.#bytes;
    let seen = 0;
    let special = false;
    let end = from;
    for (; end < bytes.length; end++) {
      const byte = bytes[end] ?? 0;
      if (byte === opening) break;
      seen |= byte;
      if (byte === ampersand || byte === bracket) special = true;
      else if (byte < 32 && !isSpace(byte)) return -1;
    }
    let value = this.#value(from, end, seen);
    if (value === null) return -1;
    if (special) {
      if (strangeReference.test(value) || value.includes(']]>')) return -1;
      value = value.replace(references, (_all, reference: string) => meanings[reference] ?? '');
    }
    keepValue(group, kind, value);
    return this.#closedAt(end, kind);
  }

  /** As `#plainText` for one CDATA section with nothing but white space around it. */
  #cdata(tag: number, kind: ElementKind, group: XmlGroup): number {
    const bytes = this.#bytes;
    if (!this.#text.startsWith('<![CDATA[', tag)) return -1;
    const from = tag + 9;
    let seen = 0;
    let end = from;
    for (; end < bytes.length; end++) {
      const byte = bytes[end] ?? 0;
      if (byte === bracket && bytes[end + 1] === bracket && bytes[end + 2] === closing) break;
      seen |= byte;
      if (byte < 32 && !isSpace(byte)) return -1;
    }
    const value = this.#value(from, end, seen);
    if (value === null) return -1;
    keepValue(group, kind, value);
    return this.#closedAt(this.#skipSpace(end + 3), kind);
  }

  /** The text of a range without the white space around it; `seen`: all its bits. null for characters XML forbids. */
  #value(from: number, to: number, seen: number): string | null {
    let start = from;
    let end = to;
    while (start < end && isSpace(this.#bytes[start] ?? 0)) start++;
    while (end > start && isSpace(this.#bytes[end - 1] ?? 0)) end--;
    if (start === end) return '';
    let value = this.#text.slice(start, end);
    if (seen >= 0x80) {
      value = this.#bytes.toString('utf8', start, end);
      if (value.includes('\ufffe') || value.includes('\uffff')) return null;
    }
    return value.includes('\r') ? value.replace(/\r\n?/g, '\n') : value;
  }

  /** The position after the end tag if that stands at `tag`, else -1. */
  #closedAt(tag: number, { closing: endTag }: ElementKind): number {
    return this.#isAt(tag, endTag) ? tag + endTag.length : -1;
  }

  /** Whether just this name stands at `from`. */
  #isNamed(from: number, { bytes: expected }: ElementKind): boolean {
    return this.#isAt(from, expected) && !isNameByte(this.#bytes[from + expected.length] ?? 0);
  }

  #isAt(from: number, expected: Uint8Array): boolean {
    const bytes = this.#bytes;
    for (let i = 0; i < expected.length; i++) if (bytes[from + i] !== expected[i]) return false;
    return true;
  }

  #skipSpace(from: number): number {
    let at = from;
    while (isSpace(this.#bytes[at] ?? 0)) at++;
    return at;
  }
}

/** Letters and digits, which are all that plain names are made of. */
function isNameByte(byte: number): boolean {
  const lower = byte | 0x20;
  return (lower >= 97 && lower <= 122) || (byte >= 48 && byte <= 57);
}

function repeatsAttribute(attributes: string): boolean {
  const names = attributes.match(/ [A-Za-z]+=/g) ?? [];
  return new Set(names).size !== names.length;
}
