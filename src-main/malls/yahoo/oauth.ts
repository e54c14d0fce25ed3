import * as oauth from 'oauth4webapi';
import { AppError } from '#shared/domain/errors.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { PendingConsent } from '../port.ts';
import type { Http } from './http.ts';
import { redirectedError, tokenError } from './oauth-errors.ts';
import { readRedirected } from './redirected-address.ts';

/** Who asks, and where. `clientSecret` null: a client-type application, which only names itself (yahoo §1.3). */
export interface OAuthApplication {
  readonly auth: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
}

export interface Tokens {
  readonly accessToken: string;
  readonly expiresAt: Moment;
  /** null: the old one stays valid (yahoo §1.3: a refresh brings none). */
  readonly refreshToken: string | null;
}

/** yahoo §1.4; used when an answer does not say how long its token lasts. */
const usualLifeSeconds = 3600;

/** YConnect v2: authorization code with PKCE, and refresh. */
export class YahooOAuth {
  readonly #http: Http;
  readonly #clock: Clock;

  constructor(deps: { http: Http; clock: Clock }) {
    this.#http = deps.http;
    this.#clock = deps.clock;
  }

  /**
   * A new consent: the address for the browser, and what must be remembered until the answer comes.
   * The person always signs in and consents again: the browser may be signed in with another Yahoo! JAPAN
   * ID, and only a new consent starts the 28 days (or 12 hours) anew (yahoo §1.4). `bail=1` as in the mall's
   * own example: a refusal leads back to us.
   */
  async begin(application: OAuthApplication, redirectUri: string): Promise<PendingConsent> {
    const state = oauth.generateRandomState();
    const nonce = oauth.generateRandomNonce();
    const codeVerifier = oauth.generateRandomCodeVerifier();
    const url = new URL(`${application.auth}/authorization`);
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: application.clientId,
      redirect_uri: redirectUri,
      scope: 'openid profile',
      state,
      nonce,
      bail: '1',
      prompt: 'login consent',
      code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    }).toString();
    return { authorizationUrl: url.href, redirectUri, state, nonce, codeVerifier };
  }

  /** Exchanges the code in a redirected address for tokens. Throws the errors of `MallConsent.redeem`. */
  async redeem(
    application: OAuthApplication,
    pending: PendingConsent,
    redirected: string,
  ): Promise<Tokens & { readonly refreshToken: string }> {
    const found = readRedirected(redirected, pending.state, pending.redirectUri);
    if (found.kind === 'error') throw redirectedError(found);
    const { server, client, clientAuth, options } = this.#parties(application);
    try {
      const parameters = oauth.validateAuthResponse(
        server,
        client,
        new URLSearchParams({ code: found.code, state: pending.state }),
        pending.state,
      );
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        clientAuth,
        parameters,
        pending.redirectUri,
        pending.codeVerifier,
        options,
      );
      const answer = await oauth.processAuthorizationCodeResponse(server, client, response, {
        expectedNonce: pending.nonce,
      });
      const { refreshToken, ...tokens } = this.#tokensOf(answer);
      if (refreshToken === null) throw new AppError('auth_failed', 'The mall gave no refresh token');
      return { ...tokens, refreshToken };
    } catch (error) {
      throw tokenError(error, 'code');
    }
  }

  /** A fresh access token. Throws `consent_required` when the mall no longer accepts the refresh token. */
  async refresh(application: OAuthApplication, refreshToken: string): Promise<Tokens> {
    const { server, client, clientAuth, options } = this.#parties(application);
    try {
      const response = await oauth.refreshTokenGrantRequest(
        server,
        client,
        clientAuth,
        refreshToken,
        options,
      );
      return this.#tokensOf(await oauth.processRefreshTokenResponse(server, client, response));
    } catch (error) {
      throw tokenError(error, 'refresh');
    }
  }

  #tokensOf(answer: oauth.TokenEndpointResponse): Tokens {
    return {
      accessToken: answer.access_token,
      expiresAt: this.#clock.now() + (answer.expires_in ?? usualLifeSeconds) * 1000,
      refreshToken: answer.refresh_token ?? null,
    };
  }

  #parties(application: OAuthApplication) {
    const { auth, clientId, clientSecret } = application;
    const server: oauth.AuthorizationServer = { issuer: auth, token_endpoint: `${auth}/token` };
    const client: oauth.Client = {
      client_id: clientId,
      // The library compares the id token's times with the computer's clock; the product's clock counts.
      [oauth.clockSkew]: Math.round((this.#clock.now() - Date.now()) / 1000),
      [oauth.clockTolerance]: 600,
    };
    return {
      server,
      client,
      clientAuth: clientSecret === null ? oauth.None() : oauth.ClientSecretBasic(clientSecret),
      options: {
        [oauth.customFetch]: (url: string, call: FormCall) => this.#post(url, call),
        // Plain http exists only where an endpoint says so: the simulator on this computer.
        [oauth.allowInsecureRequests]: new URL(auth).protocol === 'http:',
      },
    };
  }

  /** The library's request over our own bounded HTTP. Only the body speaks: a 401's challenge says less than it. */
  async #post(url: string, call: FormCall): Promise<Response> {
    const answer = await this.#http.send({
      method: 'POST',
      url,
      headers: call.headers,
      body: call.body.toString(),
      signal: null,
    });
    return new Response(Uint8Array.from(answer.body), {
      status: answer.status,
      headers: { 'content-type': answer.header('content-type') ?? '' },
    });
  }
}

interface FormCall {
  readonly headers: Record<string, string>;
  readonly body: URLSearchParams;
}
