import type { ShopEnvironment } from '#shared/domain/mall.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Logger } from '../../core/ports/logger.ts';
import type { FetchedOrder, MallConnection, MallPort } from '../port.ts';
import type { YahooAddresses } from './addresses.ts';
import { createHttp, defaultHttpLimits, type HttpLimits } from './http.ts';
import { walkPages } from './list-pages.ts';
import { concernsOneOrder } from './mall-errors.ts';
import { type OAuthApplication, YahooOAuth } from './oauth.ts';
import { OrderApi } from './order-api.ts';
import { orderInfoRequest, parseOrderInfoOf } from './order-info.ts';
import { orderListRequest, parseOrderList } from './order-list.ts';
import { RateLimit } from './rate-limit.ts';
import { inspectPasted } from './redirected-address.ts';
import { TokenKeeper } from './tokens.ts';
import { checkOperation } from './write/check-operation.ts';
import { sendChange } from './write/send-change.ts';
import { sendableFieldIds } from './write/sendable-fields.ts';

export { type YahooAddresses, yahooAddresses } from './addresses.ts';
export { parseOrderInfo } from './order-info.ts';
export { yahooVerdicts } from './verdict.ts';

export interface YahooMallOptions {
  /** Asked at every call; `demo` may throw AppError `demo_unavailable`. */
  readonly endpointsFor: (environment: ShopEnvironment) => YahooAddresses;
  readonly clock: Clock;
  readonly log: Logger;
  readonly limits?: Partial<HttpLimits>;
}

export interface YahooMall extends MallPort {
  /** Closes the connections when running calls are done. */
  close(): Promise<void>;
}

/**
 * Yahoo!ショッピング behind the mall port. Make one per process: it holds the pace of one request per second
 * and URL, and the order of token refreshes, for all callers.
 */
export function createYahooMall(options: YahooMallOptions): YahooMall {
  const { clock, log } = options;
  const http = createHttp({ ...defaultHttpLimits, ...options.limits });
  const oauth = new YahooOAuth({ http, clock });
  const addressesOf = (connection: MallConnection): YahooAddresses =>
    options.endpointsFor(connection.shop.environment);
  const applicationOf = async (connection: MallConnection): Promise<OAuthApplication> => {
    const secret = await connection.secrets.lease('client-secret');
    const { auth } = addressesOf(connection);
    return { auth, clientId: connection.shop.clientId, clientSecret: secret === '' ? null : secret };
  };
  const tokens = new TokenKeeper({ oauth, clock, applicationOf });
  const api = new OrderApi({ http, clock, tokens, rateLimit: new RateLimit(clock), addressesOf });

  async function fetchOne(
    connection: MallConnection,
    mallOrderId: string,
    signal: AbortSignal,
  ): Promise<FetchedOrder> {
    const result = await api.call(connection, {
      api: 'orderInfo',
      body: orderInfoRequest(connection.shop.sellerId, mallOrderId),
      read: (raw) => parseOrderInfoOf(raw, mallOrderId),
      signal,
    });
    if (result.ok) return { ok: true, mallOrderId, order: result.value, raw: result.raw };
    if (!concernsOneOrder(result.error)) throw result.error;
    log.warn('An order could not be used', {
      mallOrderId,
      code: result.error.code,
      details: result.error.details,
    });
    return { ok: false, mallOrderId, error: result.error, raw: result.raw };
  }

  return {
    mall: 'yahoo',
    fetchBatchSize: 1,
    consent: {
      inspect: inspectPasted,
      begin: async (connection, redirectUri) => oauth.begin(await applicationOf(connection), redirectUri),
      async redeem(connection, pending, redirected) {
        await tokens.keep(
          connection.secrets,
          await oauth.redeem(await applicationOf(connection), pending, redirected),
        );
      },
    },
    findOrders(connection, find, signal) {
      return walkPages(find, async (start) => {
        const result = await api.call(connection, {
          api: 'orderList',
          body: orderListRequest(connection.shop.sellerId, find, start),
          read: parseOrderList,
          signal,
        });
        if (!result.ok) throw result.error;
        return result.value;
      });
    },
    async fetchOrders(connection, mallOrderIds, signal) {
      const fetched: FetchedOrder[] = [];
      for (const mallOrderId of mallOrderIds) fetched.push(await fetchOne(connection, mallOrderId, signal));
      return fetched;
    },
    capabilities: {
      operations: new Set(['cancel', 'status', 'ship', 'pay', 'fields', 'seen']),
      sendableFields: sendableFieldIds,
    },
    check: checkOperation,
    send: (connection, permit, operation, signal) => sendChange(api, connection, permit, operation, signal),
    close: () => http.close(),
  };
}
