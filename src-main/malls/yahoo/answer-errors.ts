import type { AppError } from '#shared/domain/errors.ts';
import { brokenAnswer } from './broken-answer.ts';
import { Fields } from './fields.ts';
import { mallError } from './mall-errors.ts';
import { readXml } from './xml/read-xml.ts';
import { optionalGroup, textOf, type XmlGroup } from './xml/xml-group.ts';

/** `<Error>` with Code, Message and Detail in any order, each of them optional (yahoo §3.9). */
function errorOf(group: XmlGroup, httpStatus: number, authHeaders: string): AppError {
  return mallError({
    httpStatus,
    code: textOf(group, 'Code') ?? '',
    message: textOf(group, 'Message') ?? '',
    detail: textOf(group, 'Detail') ?? '',
    authHeaders,
  });
}

/**
 * The parsed root of an answer with HTTP 200, when it is the expected one. Throws what the mall reported
 * instead (a root `Error`), or `mall_answer_broken` for any other root.
 */
export function expectRoot(raw: Uint8Array, rootName: string): XmlGroup {
  const root = readXml(raw);
  if (root.name === rootName) return root;
  if (root.name === 'Error') throw errorOf(root, 200, '');
  throw brokenAnswer(/^html$/i.test(root.name) ? 'html' : 'unexpected_root', {
    element: root.name.slice(0, 50),
  });
}

/** Throws when a `Result` does not say OK: `Status` NG comes with an `Error` inside (yahoo §3.2). */
export function expectOk(result: XmlGroup): void {
  const error = optionalGroup(result, 'Error');
  if (error !== null) throw errorOf(error, 200, '');
  if (new Fields(result, '').text('Status') !== 'OK')
    throw brokenAnswer('field_invalid', { field: 'Status' });
}

/**
 * The error of an answer whose HTTP status is not 200. The body may be the documented XML, HTML of something
 * in between, or nothing; what can be read of it decides, else the status alone.
 */
export function errorOfStatus(httpStatus: number, raw: Uint8Array, authHeaders: string): AppError {
  if (httpStatus >= 200 && httpStatus < 300) return brokenAnswer('unexpected_root', { httpStatus });
  if (httpStatus < 400) return brokenAnswer('redirect', { httpStatus });
  const root = rootOrNull(raw);
  if (root !== null) {
    if (root.name === 'Error') return errorOf(root, httpStatus, authHeaders);
    const inner = errorInside(root);
    if (inner !== null) return errorOf(inner, httpStatus, authHeaders);
  }
  return mallError({ httpStatus, code: '', message: plainText(raw), detail: '', authHeaders });
}

function rootOrNull(raw: Uint8Array): XmlGroup | null {
  try {
    return readXml(raw);
  } catch {
    return null;
  }
}

/** `Result/Error` or `ResultSet/Result/Error`. */
function errorInside(root: XmlGroup): XmlGroup | null {
  for (const group of root.groups) {
    if (group.name === 'Error') return group;
    for (const inner of group.groups) if (inner.name === 'Error') return inner;
  }
  return null;
}

/** The first words of a body that is no XML of ours, without its markup. */
function plainText(raw: Uint8Array): string {
  return new TextDecoder()
    .decode(raw.subarray(0, 4096))
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}
