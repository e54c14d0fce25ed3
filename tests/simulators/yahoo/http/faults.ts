import iconv from 'iconv-lite';
import { Random } from '../random.ts';
import { errorXml } from '../xml/error-xml.ts';
import { XmlStyle } from '../xml/style.ts';
import type { HttpAnswer, HttpRequest } from './exchange.ts';

/** What a fault does to the answer. */
export type FaultAction =
  /** Nothing but the delay. */
  | { kind: 'none' }
  /** An `<Error>` body; `code` null leaves the element out. */
  | { kind: 'error'; status: number; code?: string | null; message?: string; detail?: string }
  | { kind: 'json'; status: number; value: unknown }
  | { kind: 'html'; status: number; text?: string }
  | { kind: 'empty'; status?: number }
  | { kind: 'raw'; status: number; contentType?: string; body?: string; bodyBase64?: string }
  /** The real answer ends after `bytes` of the body; the announced length stays whole unless `honestLength`. */
  | { kind: 'cut'; bytes: number; honestLength?: boolean }
  /** The body in another encoding than it declares. */
  | { kind: 'encoding'; encoding: string }
  /** Every `<element>…</element>` twice, or gone. */
  | { kind: 'duplicate'; element: string }
  | { kind: 'remove'; element: string }
  | { kind: 'replace'; find: string; with: string }
  | { kind: 'status'; status: number }
  | { kind: 'headers'; headers: Record<string, string> }
  /** A warning beside the OK of a writing API. */
  | { kind: 'warning'; code: string; message?: string; detail?: string }
  /** The connection is reset; `afterProcessing`: the mall has done the work and only the answer is lost. */
  | { kind: 'reset'; afterProcessing?: boolean }
  /** The connection is reset at once, and the mall does the work so much later (real ms): a request delayed on its way. */
  | { kind: 'late'; applyAfterMs: number };

export interface FaultRule {
  /** Shown in the journal. */
  name?: string;
  /** Substring of the path, such as `orderInfo` or `/token`; all paths when absent. */
  path?: string;
  /** Text that has to be in the request body or query. */
  orderId?: string;
  /** Requests that match but pass unharmed first. */
  skip?: number;
  /** Acts on about this share of the requests that match, 0–1 (default 1); the others pass unharmed and uncounted. */
  chance?: number;
  /** How many times it acts (default 1); null: until removed. */
  count?: number | null;
  /** Waits this long (real ms) before answering. */
  delayMs?: number;
  action: FaultAction;
}

interface ActiveRule {
  readonly id: number;
  readonly rule: FaultRule;
  skip: number;
  left: number;
}

/** The queue of scripted faults; the first rule that matches a request acts on it. */
export class FaultQueue {
  #rules: ActiveRule[] = [];
  #nextId = 1;
  readonly #random = new Random(1);

  /** @returns the rule's id, to remove it */
  add(rule: FaultRule): number {
    const count = rule.count === undefined ? 1 : (rule.count ?? Number.POSITIVE_INFINITY);
    const id = this.#nextId;
    this.#nextId += 1;
    this.#rules.push({ id, rule, skip: rule.skip ?? 0, left: count });
    return id;
  }

  remove(id: number): boolean {
    const before = this.#rules.length;
    this.#rules = this.#rules.filter((entry) => entry.id !== id);
    return this.#rules.length < before;
  }

  clear(): void {
    this.#rules = [];
  }

  list(): { id: number; left: number | null; rule: FaultRule }[] {
    return this.#rules.map(({ id, left, rule }) => ({ id, left: Number.isFinite(left) ? left : null, rule }));
  }

  /** Takes the rule that acts on this request, if any, and counts it down. */
  take(request: HttpRequest): FaultRule | null {
    const text = `${request.query} ${request.body.toString('utf8')}`;
    for (const entry of this.#rules) {
      const { rule } = entry;
      if (!request.path.includes(rule.path ?? '') || !text.includes(rule.orderId ?? '')) continue;
      if (entry.skip > 0) {
        entry.skip -= 1;
        continue;
      }
      if (rule.chance !== undefined && !this.#random.chance(rule.chance)) continue;
      entry.left -= 1;
      if (entry.left <= 0) this.remove(entry.id);
      return rule;
    }
    return null;
  }
}

/** True when the fault replaces the answer, so that the mall never sees the request. */
export function replacesAnswer(action: FaultAction): boolean {
  return (
    ['error', 'json', 'html', 'empty', 'raw'].includes(action.kind) ||
    (action.kind === 'reset' && action.afterProcessing !== true)
  );
}

/** The answer a replacing fault gives instead of the mall's. */
export function replacementAnswer(action: FaultAction): HttpAnswer {
  const make = (status: number, type: string, body: string | Buffer): HttpAnswer => ({
    status,
    headers: { 'Content-Type': type },
    body,
  });
  switch (action.kind) {
    case 'error': {
      const { code, message = 'scripted error', detail } = action;
      const error = {
        message,
        ...(code == null ? {} : { code }),
        ...(detail === undefined ? {} : { detail }),
      };
      return make(action.status, 'text/xml; charset=utf-8', errorXml(new XmlStyle(0, 1), error));
    }
    case 'json':
      return make(action.status, 'application/json; charset=utf-8', JSON.stringify(action.value));
    case 'html':
      return make(
        action.status,
        'text/html; charset=utf-8',
        `<html><head><title>${action.status}</title></head><body><h1>${action.text ?? 'Service Temporarily Unavailable'}</h1><hr></body></html>`,
      );
    case 'raw': {
      const body =
        action.bodyBase64 === undefined ? (action.body ?? '') : Buffer.from(action.bodyBase64, 'base64');
      return make(action.status, action.contentType ?? 'text/xml; charset=utf-8', body);
    }
    default:
      return make(action.kind === 'empty' ? (action.status ?? 200) : 200, 'text/xml; charset=utf-8', '');
  }
}

/** Applies a fault that spoils the mall's own answer. */
export function spoilAnswer(action: FaultAction, answer: HttpAnswer): HttpAnswer {
  const text = answer.body.toString();
  const elements = (name: string): RegExp => new RegExp(`<${name}(?:\\s*/>|>[\\s\\S]*?</${name}>)`, 'g');
  switch (action.kind) {
    case 'encoding':
      return { ...answer, body: iconv.encode(text, action.encoding) };
    case 'duplicate':
      return { ...answer, body: text.replace(elements(action.element), (match) => match + match) };
    case 'remove':
      return { ...answer, body: text.replace(elements(action.element), '') };
    case 'replace':
      return { ...answer, body: text.replaceAll(action.find, () => action.with) };
    case 'status':
      return { ...answer, status: action.status };
    case 'warning': {
      const { code, message = '', detail = '' } = action;
      const warning = `<Warning><Code>${code}</Code><Message>${message}</Message><Detail>${detail}</Detail></Warning>`;
      return { ...answer, body: text.replace('</Result>', `${warning}</Result>`) };
    }
    case 'headers':
      return { ...answer, headers: { ...answer.headers, ...action.headers } };
    case 'cut':
      return action.honestLength === true
        ? { ...answer, body: Buffer.from(text).subarray(0, action.bytes) }
        : answer;
    default:
      return answer;
  }
}
