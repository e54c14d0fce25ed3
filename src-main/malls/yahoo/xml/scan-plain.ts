import { isUtf8 } from 'node:buffer';
import { nameAt } from './names.ts';
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
export function scanPlain(raw: Uint8Array, maxDepth: number): XmlGroup | null {
  return isUtf8(raw) ? new PlainScan(raw, maxDepth).run() : null;
}

class PlainScan {
  readonly #bytes: Buffer;
  /** One character per byte, so that positions are the same in both. */
  readonly #text: string;
  readonly #maxDepth: number;

  constructor(raw: Uint8Array, maxDepth: number) {
    this.#bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.length);
    this.#text = this.#bytes.toString('latin1');
    this.#maxDepth = maxDepth;
  }

  run(): XmlGroup | null {
    const bytes = this.#bytes;
    rootTag.lastIndex = declaration.exec(this.#text)?.[0].length ?? 0;
    const opened = rootTag.exec(this.#text);
    if (opened === null || repeatsAttribute(opened[2] ?? '')) return null;
    const root = newGroup(opened[1] ?? '');
    const above: XmlGroup[] = [];
    let group = root;
    let at = rootTag.lastIndex;
    for (;;) {
      const tag = this.#skipSpace(at);
      if (bytes[tag] !== opening) return null;
      if (bytes[tag + 1] === slash) {
        at = this.#closedAt(tag, group.name);
        if (at < 0) return null;
        const parent = above.pop();
        if (parent === undefined) return this.#skipSpace(at) === bytes.length ? root : null;
        group = parent;
        continue;
      }
      const name = nameAt(bytes, this.#text, tag + 1);
      if (name === '') return null;
      let end = tag + 1 + name.length;
      if (bytes[end] !== closing) {
        end = this.#skipSpace(end);
        if (bytes[end] !== slash || bytes[end + 1] !== closing) return null;
        keepValue(group, name, '');
        at = end + 2;
        continue;
      }
      const first = this.#skipSpace(end + 1);
      if (bytes[first] === opening && bytes[first + 1] !== slash && bytes[first + 1] !== bang) {
        if (above.length + 1 >= this.#maxDepth) return null;
        const child = newGroup(name);
        group.groups.push(child);
        above.push(group);
        group = child;
        at = first;
        continue;
      }
      at = bytes[first + 1] === bang ? this.#cdata(first, name, group) : this.#plainText(first, name, group);
      if (at < 0) return null;
    }
  }

  /** Keeps the text that starts at `from` as a value; the position after the end tag, or -1. */
  #plainText(from: number, name: string, group: XmlGroup): number {
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
    keepValue(group, name, value);
    return this.#closedAt(end, name);
  }

  /** As `#plainText` for one CDATA section with nothing but white space around it. */
  #cdata(tag: number, name: string, group: XmlGroup): number {
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
    keepValue(group, name, value);
    return this.#closedAt(this.#skipSpace(end + 3), name);
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

  /** The position after `</name>` if that stands at `tag`, else -1. */
  #closedAt(tag: number, name: string): number {
    const bytes = this.#bytes;
    if (bytes[tag] !== opening || bytes[tag + 1] !== slash) return -1;
    const start = tag + 2;
    for (let i = 0; i < name.length; i++) if (bytes[start + i] !== name.charCodeAt(i)) return -1;
    return bytes[start + name.length] === closing ? start + name.length + 1 : -1;
  }

  #skipSpace(from: number): number {
    let at = from;
    while (isSpace(this.#bytes[at] ?? 0)) at++;
    return at;
  }
}

function repeatsAttribute(attributes: string): boolean {
  const names = attributes.match(/ [A-Za-z]+=/g) ?? [];
  return new Set(names).size !== names.length;
}
