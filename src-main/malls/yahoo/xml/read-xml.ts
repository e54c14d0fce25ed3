import { SaxesParser } from 'saxes';
import { AppError } from '#shared/domain/errors.ts';
import { brokenAnswer } from '../broken-answer.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { newGroup, type XmlGroup } from './xml-group.ts';

export interface XmlLimits {
  readonly maxBytes: number;
  readonly maxDepth: number;
}

/** An orderList page of 2,000 rows is under 1 MB, an order under 100 kB; six levels are used. */
export const defaultXmlLimits: XmlLimits = { maxBytes: 16 * 1024 * 1024, maxDepth: 24 };

/** XML's white space is space, tab, CR, LF only: a full-width space is text. */
function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return false;
  }
  return true;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/**
 * Reads one answer in a single strict pass. No document type, no entities of its own, no other encoding than
 * UTF-8; attributes, comments and processing instructions are skipped.
 * Throws AppError `mall_answer_broken` with the reason.
 */
export function readXml(raw: Uint8Array, limits: XmlLimits = defaultXmlLimits): XmlGroup {
  if (raw.length > limits.maxBytes) throw brokenAnswer('too_big', { bytes: raw.length });
  const text = decodeUtf8(raw);
  const reading = new Reading(limits.maxDepth);
  try {
    return reading.run(text);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw reasonOf(text, reading.open, error);
  }
}

/** What a parser error most likely means, for the operator's text. */
function reasonOf(text: string, openElements: number, cause: unknown): AppError {
  if (isBlank(text)) return brokenAnswer('empty', {}, cause);
  if (/^\s*(<!--.*?-->\s*)*<(!doctype\s+html|html)[\s>]/is.test(text.slice(0, 2000))) {
    return brokenAnswer('html', {}, cause);
  }
  const atEnd = cause instanceof Error && /unexpected end|unclosed tag/.test(cause.message);
  return brokenAnswer(atEnd && openElements > 0 ? 'cut' : 'not_xml', {}, cause);
}

/**
 * The state of one pass. An element becomes a group only when a child shows up in it; until then it is just
 * the pending name, so that a leaf costs one map entry and nothing else.
 */
class Reading {
  readonly #maxDepth: number;
  readonly #stack: XmlGroup[] = [];
  #root: XmlGroup | null = null;
  #group: XmlGroup | null = null;
  #pending: string | null = null;
  #text = '';

  constructor(maxDepth: number) {
    this.#maxDepth = maxDepth;
  }

  /** Elements still open when the pass stopped. */
  get open(): number {
    return this.#stack.length + (this.#pending === null ? 0 : 1);
  }

  run(text: string): XmlGroup {
    const parser = new SaxesParser({ position: false });
    parser.on('xmldecl', (declaration) => {
      if (declaration.encoding !== undefined && !/^utf-?8$/i.test(declaration.encoding)) {
        throw brokenAnswer('not_utf8', { encoding: declaration.encoding.slice(0, 40) });
      }
    });
    parser.on('doctype', (doctype) => {
      throw brokenAnswer(/^\s*html\b/i.test(doctype) ? 'html' : 'doctype');
    });
    parser.on('opentag', (tag) => this.#opened(tag.name));
    parser.on('closetag', () => this.#closed());
    const more = (part: string): void => {
      this.#text = this.#text === '' ? part : this.#text + part;
    };
    parser.on('text', more);
    parser.on('cdata', more);
    parser.write(text).close();
    if (this.#root === null) throw brokenAnswer('empty');
    return this.#root;
  }

  #opened(name: string): void {
    if (this.#text !== '') this.#blankOrThrow();
    if (this.#root === null) {
      this.#root = newGroup(name);
      this.#push(this.#root);
      return;
    }
    if (this.#pending !== null) {
      const group = newGroup(this.#pending);
      this.#group?.groups.push(group);
      this.#push(group);
    }
    this.#pending = name;
  }

  #push(group: XmlGroup): void {
    if (this.#stack.length >= this.#maxDepth) throw brokenAnswer('too_deep');
    this.#stack.push(group);
    this.#group = group;
  }

  #closed(): void {
    if (this.#pending === null) {
      if (this.#text !== '') this.#blankOrThrow();
      this.#stack.pop();
      this.#group = this.#stack[this.#stack.length - 1] ?? null;
      return;
    }
    const group = this.#group;
    if (group !== null) {
      if (group.values.has(this.#pending)) {
        group.repeated ??= new Set();
        group.repeated.add(this.#pending);
      } else {
        group.values.set(this.#pending, trim(this.#text));
      }
    }
    this.#pending = null;
    this.#text = '';
  }

  #blankOrThrow(): void {
    if (!isBlank(this.#text)) {
      throw brokenAnswer('text_between_elements', { element: this.#pending ?? this.#group?.name ?? '' });
    }
    this.#text = '';
  }
}
