import { type HttpAnswer, type HttpRequest, headerOf } from '../http/exchange.ts';
import type { RateLimiter } from '../http/rate-limit.ts';
import { toJapanDate } from '../japan-time.ts';
import { mixSeed } from '../random.ts';
import type { World } from '../world.ts';
import { childText, parseRequestXml, type XmlElement } from '../xml/request-xml.ts';
import { XmlStyle } from '../xml/style.ts';
import {
  bearerToken,
  checkPublicKey,
  requireConsent,
  requireOpenSession,
  requirePermission,
  VERDICT_HEADER,
} from './authenticate.ts';
import { type ApiCall, ApiRefusal, refusalAnswer } from './context.ts';
import { orderChange } from './order-change.ts';
import { orderCount } from './order-count.ts';
import { orderInfo } from './order-info.ts';
import { orderList } from './order-list.ts';
import { orderPayStatusChange } from './order-pay-status-change.ts';
import { orderShipStatusChange } from './order-ship-status-change.ts';
import { orderStatusChange } from './order-status-change.ts';

/** The APIs by the last part of their path, each with its method. */
const APIS: Readonly<Record<string, { method: 'GET' | 'POST'; run: (call: ApiCall) => HttpAnswer }>> = {
  orderCount: { method: 'GET', run: orderCount },
  orderList: { method: 'POST', run: orderList },
  orderInfo: { method: 'POST', run: orderInfo },
  orderStatusChange: { method: 'POST', run: orderStatusChange },
  orderPayStatusChange: { method: 'POST', run: orderPayStatusChange },
  orderShipStatusChange: { method: 'POST', run: orderShipStatusChange },
  orderChange: { method: 'POST', run: orderChange },
};

const WRITING_APIS: ReadonlySet<string> = new Set([
  'orderStatusChange',
  'orderPayStatusChange',
  'orderShipStatusChange',
  'orderChange',
]);

/** Runs API calls in the mall's check order (spec §7.2) and turns every refusal into its answer. */
export class ApiPipeline {
  readonly #world: World;
  readonly #limiter: RateLimiter;
  readonly #perDay = new Map<string, number>();
  #answers = 0;

  constructor(world: World, limiter: RateLimiter) {
    this.#world = world;
    this.#limiter = limiter;
  }

  /** @param api last part of the path, such as `orderList` */
  handle(api: string, request: HttpRequest): HttpAnswer {
    this.#answers += 1;
    const style = new XmlStyle(this.#world.settings.roughness, mixSeed(this.#answers, api.length));
    const headers: Record<string, string> = {};
    try {
      const answer = this.#run(api, request, style, headers);
      Object.assign(answer.headers, headers);
      return answer;
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      this.#noteRefusedWrite(api, request, error);
      const answer = refusalAnswer(style, error);
      Object.assign(answer.headers, headers);
      return answer;
    }
  }

  #noteRefusedWrite(api: string, request: HttpRequest, { error }: ApiRefusal): void {
    if (!WRITING_APIS.has(api)) return;
    const orderId = /<OrderId>\s*([^<\s]+)/.exec(request.body.toString('utf8'))?.[1] ?? '';
    const { code = '', message = '' } = error;
    this.#world.writes.refuse({ at: this.#world.now(), orderId, api, code, message });
  }

  #run(api: string, request: HttpRequest, style: XmlStyle, headers: Record<string, string>): HttpAnswer {
    const entry = APIS[api];
    if (!entry || entry.method !== request.method) {
      throw new ApiRefusal(404, { code: 'px-04400', message: 'The requested URL does not exist.' });
    }
    this.#limit(request);
    const world = this.#world;
    const consent = requireConsent(world, request);
    const root = entry.method === 'POST' ? readXml(request) : null;
    const sellerId = root instanceof Error ? '' : (sellerIdOf(request, root) ?? '');
    requirePermission(world, request, consent, sellerId);
    const verdict = checkPublicKey(world, request, sellerId);
    headers[VERDICT_HEADER] = verdict;
    this.#refuseKeyWithoutVersion(request);
    requireOpenSession(world, api, consent, verdict);
    // Answers to malformed XML are reported as plain server errors.
    if (root instanceof Error || (root && root.name !== 'Req')) {
      throw new ApiRefusal(500, { code: 'ed-00001', message: 'System error.' });
    }
    if (sellerId === '')
      throw new ApiRefusal(400, { code: 'ed-00003', message: 'seller_id is not specified.' });
    if (!/^[a-z0-9_-]{1,128}$/.test(sellerId)) {
      throw new ApiRefusal(400, { code: 'ed-00005', message: 'seller_id is invalid.' });
    }
    const shop = world.shops.get(sellerId);
    if (!shop) throw new ApiRefusal(400, { code: 'ed-00004', message: 'seller_id does not exist.' });
    return entry.run({ world, request, shop, userId: consent.userId, root, style });
  }

  /** Per-second and per-day limits, counted per application (or address) and URL. */
  #limit(request: HttpRequest): void {
    const world = this.#world;
    const caller = world.consents.clientOf(bearerToken(request) ?? '') ?? request.remoteAddress;
    if (!this.#limiter.allows(`${caller} ${request.path}`)) {
      const { status, code, message, retryAfterSeconds } = world.settings.rateLimitAnswer;
      const headers: Record<string, string> = {};
      if (retryAfterSeconds !== null) headers['Retry-After'] = String(retryAfterSeconds);
      throw new ApiRefusal(status, code === null ? { message } : { code, message }, headers);
    }
    const day = `${caller} ${toJapanDate(world.now())}`;
    const count = (this.#perDay.get(day) ?? 0) + 1;
    this.#perDay.set(day, count);
    if (world.settings.requestsPerDay !== null && count > world.settings.requestsPerDay) {
      throw new ApiRefusal(403, { message: 'Your Request was Forbidden' });
    }
  }

  #refuseKeyWithoutVersion(request: HttpRequest): void {
    if (this.#world.settings.signatureWithoutVersion !== 'px-14303') return;
    if (headerOf(request, 'x-sws-signature') && !headerOf(request, 'x-sws-signature-version')) {
      throw new ApiRefusal(403, {
        code: 'px-14303',
        message: 'Use of API is not permitted.',
        messageFirst: true,
      });
    }
  }
}

function readXml(request: HttpRequest): XmlElement | Error {
  try {
    return parseRequestXml(request.body.toString('utf8'));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function sellerIdOf(request: HttpRequest, root: XmlElement | null): string | undefined {
  return root ? childText(root, 'SellerId') : (request.query.get('sellerId') ?? undefined);
}
