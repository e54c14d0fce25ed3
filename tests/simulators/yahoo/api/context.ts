import type { HttpAnswer, HttpRequest } from '../http/exchange.ts';
import type { Shop, World } from '../world.ts';
import { errorXml, type MallError } from '../xml/error-xml.ts';
import type { XmlElement } from '../xml/request-xml.ts';
import type { XmlStyle } from '../xml/style.ts';

/** A refusal of an API call: HTTP status and the error body. Thrown by the steps, written once by the pipeline. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly error: MallError;
  readonly headers: Record<string, string>;

  constructor(status: number, error: MallError, headers: Record<string, string> = {}) {
    super(error.message);
    this.status = status;
    this.error = error;
    this.headers = headers;
  }
}

/** A call that passed authentication: what the API functions work on. */
export interface ApiCall {
  readonly world: World;
  readonly request: HttpRequest;
  readonly shop: Shop;
  readonly userId: string;
  /** Root of the request XML; null for GET calls. */
  readonly root: XmlElement | null;
  readonly style: XmlStyle;
}

/** od90101 in the wording seen in the field. */
export function parameterError(name: string): ApiRefusal {
  return new ApiRefusal(400, { code: 'od90101', message: `Request Parameter Error : ${name}` });
}

/** od91801: no such order. */
export function orderNotFound(orderId: string): ApiRefusal {
  return new ApiRefusal(404, { code: 'od91801', message: `Not Exists : ${orderId}`, detail: orderId });
}

export function xmlAnswer(status: number, body: string, headers: Record<string, string> = {}): HttpAnswer {
  return { status, headers: { 'Content-Type': 'text/xml; charset=utf-8', ...headers }, body };
}

/** Writes a refusal. */
export function refusalAnswer(style: XmlStyle, refusal: ApiRefusal): HttpAnswer {
  return xmlAnswer(refusal.status, errorXml(style, refusal.error), refusal.headers);
}
