import { SaxesParser } from 'saxes';
import { AppError } from '#shared/domain/errors.ts';
import { brokenAnswer } from '../broken-answer.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { type ElementKind, KindTree } from './element-kind.ts';
import { defaultXmlLimits, type XmlLimits } from './limits.ts';
import { scanPlain } from './scan-plain.ts';
import { isBlank, trim } from './white-space.ts';
import { keepValue, newGroup, type XmlGroup } from './xml-group.ts';

/**
 * Reads one answer: the plain form by a fast scan, anything else by the strict parser. No document type, no
 * entities of its own, no other encoding than UTF-8; attributes, comments and processing instructions are skipped.
 * Throws AppError `mall_answer_broken` with the reason.
 */
export function readXml(raw: Uint8Array, limits: XmlLimits = defaultXmlLimits): XmlGroup {
  if (raw.length > limits.maxBytes) throw brokenAnswer('too_big', { bytes: raw.length });
  const plain = scanPlain(raw, limits);
  if (plain !== null) return plain;
  const text = decodeUtf8(raw);
  try {
    return parseStrictly(text, limits);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw reasonOf(text, error);
  }
}

/** What a parser error most likely means, for the operator's text. */
function reasonOf(text: string, cause: unknown): AppError {
  if (isBlank(text)) return brokenAnswer('empty', {}, cause);
  if (/^\s*(<!--.*?-->\s*)*<(!doctype\s+html|html)[\s>]/is.test(text.slice(0, 2000))) {
    return brokenAnswer('html', {}, cause);
  }
  const atEnd = cause instanceof Error && /unexpected end|unclosed tag/.test(cause.message);
  return brokenAnswer(atEnd ? 'cut' : 'not_xml', {}, cause);
}

/**
 * One pass of the general parser, which decides about everything that is not plain. An element becomes a group
 * only when a child shows up in it; until then it is pending. Throws AppError, or the parser's
 * Error for text that is not well-formed.
 */
export function parseStrictly(text: string, limits: XmlLimits): XmlGroup {
  const { maxDepth, maxGroups, maxKinds } = limits;
  const kinds = new KindTree();
  const above: XmlGroup[] = [];
  let groups = 0;
  let root: XmlGroup | null = null;
  let group = newGroup(kinds.root);
  let pending: ElementKind | null = null;
  let content = '';

  const descend = (into: XmlGroup): void => {
    if (above.length >= maxDepth) throw brokenAnswer('too_deep');
    groups += 1;
    if (groups > maxGroups) throw brokenAnswer('too_big', { groups });
    above.push(group);
    group = into;
  };
  const kindOf = (name: string): ElementKind => {
    const kind = kinds.childOf(group.kind, name);
    if (kinds.size > maxKinds) throw brokenAnswer('too_big', { kinds: kinds.size });
    return kind;
  };
  const dropBlank = (): void => {
    if (!isBlank(content)) throw brokenAnswer('text_between_elements', { element: (pending ?? group).name });
    content = '';
  };
  const more = (part: string): void => {
    content = content === '' ? part : content + part;
  };

  const parser = new SaxesParser({ position: false });
  parser.on('xmldecl', checkDeclaration);
  parser.on('doctype', refuseDoctype);
  parser.on('text', more);
  parser.on('cdata', more);
  parser.on('opentag', (tag) => {
    if (content !== '') dropBlank();
    if (pending !== null) {
      const parent = newGroup(pending);
      group.groups.push(parent);
      descend(parent);
    } else if (root === null) {
      root = newGroup(kindOf(tag.name));
      descend(root);
      return;
    }
    pending = kindOf(tag.name);
  });
  parser.on('closetag', () => {
    if (pending === null) {
      if (content !== '') dropBlank();
      group = above.pop() ?? group;
      return;
    }
    keepValue(group, pending, trim(content));
    pending = null;
    content = '';
  });
  parser.write(text).close();
  if (root === null) throw brokenAnswer('empty');
  return root;
}

function checkDeclaration(declaration: { encoding?: string }): void {
  const { encoding } = declaration;
  if (encoding === undefined || /^utf-?8$/i.test(encoding)) return;
  throw brokenAnswer('not_utf8', { encoding: encoding.slice(0, 40) });
}

function refuseDoctype(doctype: string): void {
  throw brokenAnswer(/^\s*html\b/i.test(doctype) ? 'html' : 'doctype');
}
