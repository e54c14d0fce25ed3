import { constants, createHash, publicEncrypt, randomBytes } from 'node:crypto';
import {
  type ShopAccount,
  startYahooSimulator,
  type YahooSimulator,
  type YahooSimulatorOptions,
} from '../index.ts';

/** A parsed answer of the simulator. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Text of the first element with that name; undefined when there is none. */
  readonly element: (name: string) => string | undefined;
}

/** 2026-06-10 12:00:00 Japan time: the instant at which the tests' clocks stand still. */
export const NOON = Date.UTC(2026, 5, 10, 3);

/** A running simulator with one shop and a small hand-made client, for the simulator's own tests. */
export class TestShop {
  readonly simulator: YahooSimulator;
  readonly account: ShopAccount;
  accessToken = '';
  refreshToken = '';

  private constructor(simulator: YahooSimulator, account: ShopAccount) {
    this.simulator = simulator;
    this.account = account;
  }

  /** Starts with a frozen clock at {@link NOON} and no request limit, unless the options say otherwise. */
  static async start(options: YahooSimulatorOptions & { orders?: number } = {}): Promise<TestShop> {
    const { orders = 0, ...rest } = options;
    const simulator = await startYahooSimulator({
      requestsPerSecond: null,
      startTime: NOON,
      // Short keys are made much faster, and nothing here depends on their length.
      shops: [{ sellerId: 'teststore', keyBits: 1024, orders: { count: orders } }],
      ...rest,
    });
    simulator.control.time({ freeze: options.startTime === undefined ? NOON : true });
    const account = simulator.accounts[0];
    if (!account) throw new Error('the simulator has no shop');
    return new TestShop(simulator, account);
  }

  /** Submits the consent form; answers with the redirect address (or the page's status when there is none). */
  async decide(change: Record<string, string> = {}): Promise<{ status: number; location: URL | null }> {
    const response = await fetch(`${this.simulator.url}/yconnect/v2/authorization`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({
        response_type: 'code',
        client_id: this.account.clientId,
        redirect_uri: this.account.redirectUri,
        scope: 'openid profile',
        state: 'state-1',
        nonce: 'nonce-1',
        user: this.account.userId,
        decision: 'agree',
        ...change,
      }),
    });
    const location = response.headers.get('location');
    return { status: response.status, location: location === null ? null : new URL(location) };
  }

  /** POSTs to the token endpoint with Basic authentication. */
  async token(form: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }> {
    const basic = Buffer.from(`${this.account.clientId}:${this.account.clientSecret}`).toString('base64');
    const response = await fetch(`${this.simulator.url}/yconnect/v2/token`, {
      method: 'POST',
      headers: { Authorization: `Basic ${basic}` },
      body: new URLSearchParams(form),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  /** The whole consent with PKCE; keeps the tokens. */
  async connect(): Promise<void> {
    const verifier = randomBytes(32).toString('base64url');
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const { location } = await this.decide({ code_challenge: challenge, code_challenge_method: 'S256' });
    const { body } = await this.token({
      grant_type: 'authorization_code',
      code: location?.searchParams.get('code') ?? '',
      redirect_uri: this.account.redirectUri,
      code_verifier: verifier,
    });
    this.accessToken = String(body.access_token);
    this.refreshToken = String(body.refresh_token);
  }

  /** A fresh access token by the refresh token. */
  async refresh(): Promise<void> {
    const { body } = await this.token({ grant_type: 'refresh_token', refresh_token: this.refreshToken });
    this.accessToken = String(body.access_token);
  }

  /** Public-key headers for the simulator's present time, or for whatever the change says. */
  signature(change: { plain?: string; version?: string; secondsOff?: number; sellerId?: string } = {}) {
    const seconds = Math.floor(this.simulator.control.time().now / 1000) + (change.secondsOff ?? 0);
    const plain = change.plain ?? `${change.sellerId ?? this.account.sellerId}:${seconds}`;
    const cipher = publicEncrypt(
      { key: this.account.publicKeyPem, padding: constants.RSA_PKCS1_PADDING },
      Buffer.from(plain),
    );
    return {
      'X-sws-signature': cipher.toString('base64'),
      'X-sws-signature-version': change.version ?? this.account.publicKeyVersion,
    };
  }

  /** Calls an API; signed unless other headers are given. */
  async call(api: string, body?: string, headers: Record<string, string> = this.signature()): Promise<Reply> {
    const base = this.simulator.endpoints['yahoo.api'];
    const url = body === undefined ? `${base}/${api}?sellerId=${this.account.sellerId}` : `${base}/${api}`;
    const response = await fetch(url, {
      headers: { Authorization: `Bearer ${this.accessToken}`, 'Content-Type': 'application/xml', ...headers },
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
    const text = await response.text();
    const element = (name: string): string | undefined =>
      new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([\\s\\S]*?)(?:\\]\\]>)?</${name}>`).exec(text)?.[1]?.trim();
    return { status: response.status, headers: response.headers, text, element };
  }

  /** orderList with the given parts of Search; answers with the reply and the ids found. */
  async list(search: {
    condition: string;
    fields?: string;
    result?: number;
    start?: number;
    sort?: string;
  }): Promise<Reply & { ids: string[]; total: number }> {
    const reply = await this.call(
      'orderList',
      `<Req><Search><Result>${search.result ?? 2000}</Result><Start>${search.start ?? 1}</Start>` +
        `<Sort>${search.sort ?? '+order_time'}</Sort><Condition>${search.condition}</Condition>` +
        `<Field>${search.fields ?? 'OrderId'}</Field></Search><SellerId>${this.account.sellerId}</SellerId></Req>`,
    );
    const ids = [...reply.text.matchAll(/<OrderId>\s*([^<\s]+)\s*<\/OrderId>/g)].map(
      (match) => match[1] ?? '',
    );
    return { ...reply, ids, total: Number(reply.element('TotalCount') ?? -1) };
  }

  /** orderInfo of one order. */
  info(orderId: string, fields = 'OrderId,Version,OrderStatus'): Promise<Reply> {
    return this.call(
      'orderInfo',
      `<Req><Target><OrderId>${orderId}</OrderId><Field>${fields}</Field></Target><SellerId>${this.account.sellerId}</SellerId></Req>`,
    );
  }

  close(): Promise<void> {
    return this.simulator.close();
  }
}
