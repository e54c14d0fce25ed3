import { ApiPipeline } from './api/pipeline.ts';
import { authorizationEndpoint } from './auth/authorization-endpoint.ts';
import { IdTokenSigner } from './auth/id-token.ts';
import { callbackDisplayPage, rootPage } from './auth/pages.ts';
import { tokenEndpoint } from './auth/token-endpoint.ts';
import { SimulatorClock } from './clock.ts';
import { SimulatorControl } from './control/control.ts';
import { controlEndpoint } from './control/endpoint.ts';
import { answer, type HttpAnswer, type HttpRequest, json } from './http/exchange.ts';
import { FaultQueue } from './http/faults.ts';
import { Journal } from './http/journal.ts';
import { RateLimiter } from './http/rate-limit.ts';
import { listen } from './http/server.ts';
import type { SimulatorSettings } from './settings.ts';
import { createShopAccount, type ShopAccount, type ShopSpec } from './shop-account.ts';
import { World } from './world.ts';

export interface YahooSimulatorOptions {
  /** Default 0: any free port. Always on 127.0.0.1. */
  readonly port?: number;
  /** Seed of generated orders (default 1). */
  readonly seed?: number;
  /** Shops to create (default: one shop `demo-store` without orders). */
  readonly shops?: readonly ShopSpec[];
  /** Per second, URL and application (default 1); null switches this and the daily limit off. */
  readonly requestsPerSecond?: number | null;
  /** The clock's start, epoch ms, from where it runs on; default 'real'. */
  readonly startTime?: number | 'real';
  /** Further settings. */
  readonly settings?: Partial<SimulatorSettings>;
  /**
   * What clock and limits go by instead of this computer's time: epoch ms that never step back. For worlds whose time
   * is simulated.
   */
  readonly now?: () => number;
  /** Offer `/__control/` over HTTP (default true). Demo mode switches it off: any local page could use it. */
  readonly httpControl?: boolean;
}

/** The object for the file named by JUCHUBAN_ENDPOINTS. */
export interface SimulatorEndpoints {
  readonly 'yahoo.api': string;
  readonly 'yahoo.auth': string;
  readonly 'time.http': string[];
  readonly 'time.sntp': string[];
}

export interface YahooSimulator {
  /** Base address without a trailing slash. */
  readonly url: string;
  readonly endpoints: SimulatorEndpoints;
  /** Credentials of the shops named in the options, in that order. */
  readonly accounts: readonly ShopAccount[];
  readonly control: SimulatorControl;
  /** Cuts open connections and refuses new ones, as a mall that is off the network does, until `plugIn`. */
  unplug(): Promise<void>;
  /** Listens again, at the same address. */
  plugIn(): Promise<void>;
  /** Stops listening and cuts open connections. */
  close(): Promise<void>;
}

const API_PREFIX = '/ShoppingWebService/V1/';

/** Starts a simulated Yahoo!ショッピング: authorization host, order APIs and time source behind one address. */
export async function startYahooSimulator(options: YahooSimulatorOptions = {}): Promise<YahooSimulator> {
  const clock = new SimulatorClock(options.now);
  if (typeof options.startTime === 'number') clock.set(options.startTime);
  const world = new World(clock);
  if (options.requestsPerSecond !== undefined) world.settings.requestsPerSecond = options.requestsPerSecond;
  if (options.requestsPerSecond === null) world.settings.requestsPerDay = null;
  Object.assign(world.settings, options.settings);

  const faults = new FaultQueue();
  const journal = new Journal();
  const limiter = new RateLimiter(world.settings, options.now);
  const control = new SimulatorControl({ world, faults, journal, limiter });
  const pipeline = new ApiPipeline(world, limiter);
  const signer = await IdTokenSigner.create();
  const { server, url, plugIn } = await listen(options.port ?? 0, {
    faults,
    journal,
    now: () => world.now(),
    handle: (request) => route(world, pipeline, signer, request),
    control: options.httpControl === false ? null : (request) => controlEndpoint(control, request),
  });
  world.url = url;
  const shops = options.shops ?? [{ sellerId: 'demo-store' }];
  const unplug = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url,
    endpoints: {
      'yahoo.api': `${url}/ShoppingWebService/V1`,
      'yahoo.auth': `${url}/yconnect/v2`,
      'time.http': [`${url}/`],
      'time.sntp': [],
    },
    accounts: shops.map((spec) => createShopAccount(control, world, spec, options.seed ?? 1)),
    control,
    unplug,
    plugIn,
    close: unplug,
  };
}

function route(world: World, pipeline: ApiPipeline, signer: IdTokenSigner, request: HttpRequest): HttpAnswer {
  const { path } = request;
  if (path.startsWith(API_PREFIX)) return pipeline.handle(path.slice(API_PREFIX.length), request);
  switch (path) {
    case '/':
      return rootPage();
    case '/callback-display':
      return callbackDisplayPage(`${world.callbackDisplay}?${request.query}`);
    case '/yconnect/v2/authorization':
      return authorizationEndpoint(world, request);
    case '/yconnect/v2/token':
      return tokenEndpoint(world, signer, request);
    case '/yconnect/v2/public-keys':
      return json(200, signer.publicKeys());
    case '/yconnect/v2/jwks':
      return json(200, signer.keySet());
    case '/yconnect/v2/.well-known/openid-configuration':
      return json(200, discovery(world.issuer));
    default:
      return answer(404, 'text/plain; charset=utf-8', 'Not Found');
  }
}

function discovery(issuer: string): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorization`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: ['openid', 'profile', 'email'],
  };
}
