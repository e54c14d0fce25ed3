import { AppError } from '#shared/domain/errors.ts';
import type { ShopEnvironment } from '#shared/domain/mall.ts';
import type { Endpoints } from '../endpoints.ts';

/** Where one environment of the mall is, and how fast this application may call each of its URLs. */
export interface YahooAddresses {
  /** Base of the order APIs, without a slash at the end. */
  readonly api: string;
  /** Base and issuer of YConnect v2, without a slash at the end. */
  readonly auth: string;
  readonly requestsPerSecond: number;
}

/**
 * The addresses of an environment. The sandbox signs in at the same YConnect host (yahoo §6). The demo mall's
 * are known only while it runs: `demo` gives them, null throws AppError `demo_unavailable`.
 */
export function yahooAddresses(
  table: Endpoints,
  environment: ShopEnvironment,
  demo: YahooAddresses | null = null,
): YahooAddresses {
  if (environment === 'demo') {
    if (demo === null) throw new AppError('demo_unavailable', 'The demo mall is not running');
    return demo;
  }
  return {
    api: table[environment === 'test' ? 'yahoo.api.test' : 'yahoo.api'],
    auth: table['yahoo.auth'],
    requestsPerSecond: table['yahoo.requestsPerSecond'],
  };
}
