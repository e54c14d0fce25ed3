import { createHash, randomBytes } from 'node:crypto';
import type { SimulatorSettings } from '../settings.ts';

/** One user's consent to one application. Renewed by a new consent, never by a refresh. */
export interface Consent {
  readonly clientId: string;
  readonly userId: string;
  refreshToken: string;
  scope: string;
  /** T0 of the 12 h, the 28 d and the refresh token's 4 weeks; epoch ms. */
  grantedAt: number;
  /** Set once an order call came without valid public-key authentication. */
  usedUnsigned: boolean;
  revoked: boolean;
}

interface Code {
  readonly clientId: string;
  readonly userId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly nonce: string | undefined;
  readonly challenge: string | undefined;
  readonly expiresAt: number;
  used: boolean;
}

interface AccessToken {
  readonly consent: Consent;
  readonly expiresAt: number;
}

export interface CodeRequest {
  readonly clientId: string;
  readonly userId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly nonce: string | undefined;
  /** PKCE S256 challenge. */
  readonly challenge: string | undefined;
}

export interface CodeExchange {
  readonly clientId: string;
  readonly code: string;
  readonly redirectUri: string;
  readonly verifier: string | undefined;
}

/** A refused token request: OAuth error name and English text. */
export interface Refusal {
  readonly error: string;
  readonly description: string;
}

export interface Granted {
  readonly consent: Consent;
  readonly accessToken: string;
  readonly nonce: string | undefined;
}

const random = (): string => randomBytes(32).toString('base64url');
const refuse = (error: string, description: string): Refusal => ({ error, description });

/** Codes, consents and access tokens, and the rules of their lives (spec §1.3, §1.4). All times epoch ms. */
export class ConsentBook {
  readonly #settings: SimulatorSettings;
  readonly #codes = new Map<string, Code>();
  readonly #consents: Consent[] = [];
  readonly #tokens = new Map<string, AccessToken>();

  constructor(settings: SimulatorSettings) {
    this.#settings = settings;
  }

  /** The user agreed: makes a code that works once and soon ends. */
  issueCode(request: CodeRequest, now: number): string {
    const code = random();
    this.#codes.set(code, { ...request, expiresAt: now + this.#settings.codeMs, used: false });
    return code;
  }

  /** Turns a code into a consent and an access token, or says why not. */
  exchange(request: CodeExchange, now: number): Granted | Refusal {
    const code = this.#codes.get(request.code);
    if (!code || code.clientId !== request.clientId) return refuse('invalid_grant', 'invalid code');
    if (code.used) return refuse('invalid_grant', 'code is already used');
    if (now >= code.expiresAt) return refuse('invalid_grant', 'expired code');
    if (code.redirectUri !== request.redirectUri)
      return refuse('invalid_grant', 'redirect_uri does not match');
    if (code.challenge !== undefined) {
      if (request.verifier === undefined) return refuse('invalid_request', 'code_verifier is required');
      const challenge = createHash('sha256').update(request.verifier).digest('base64url');
      if (challenge !== code.challenge) return refuse('invalid_grant', 'code_verifier does not match');
    }
    code.used = true;
    const consent = this.#grant(code, now);
    return { consent, accessToken: this.#issueAccess(consent, now), nonce: code.nonce };
  }

  /** A fresh access token; the consent's age stays as it is. */
  refresh(clientId: string, refreshToken: string, now: number): Granted | Refusal {
    const consent = this.#consents.find((entry) => entry.refreshToken === refreshToken);
    if (!consent || consent.clientId !== clientId) return refuse('invalid_grant', 'invalid refresh token');
    if (!this.#isLive(consent, now)) return refuse('invalid_grant', 'expired refresh token');
    return { consent, accessToken: this.#issueAccess(consent, now), nonce: undefined };
  }

  /** The consent behind an access token. */
  lookUp(token: string, now: number): Consent | 'unknown' | 'expired' {
    const entry = this.#tokens.get(token);
    if (!entry) return 'unknown';
    return now >= entry.expiresAt || entry.consent.revoked ? 'expired' : entry.consent;
  }

  /** The application a token was issued to, whether it still holds or not. */
  clientOf(token: string): string | undefined {
    return this.#tokens.get(token)?.consent.clientId;
  }

  /** True while order calls under this consent are accepted: 28 days when authorized by public key, else 12 hours. */
  isOrderSessionOpen(consent: Consent, authorized: boolean, now: number): boolean {
    if (!authorized) consent.usedUnsigned = true;
    const { signedSessionMs, unsignedSessionMs, unsignedCallShortensConsent } = this.#settings;
    const short = !authorized || (unsignedCallShortensConsent && consent.usedUnsigned);
    return now < consent.grantedAt + (short ? unsignedSessionMs : signedSessionMs);
  }

  /** All consents, for the control endpoint. */
  list(): readonly Consent[] {
    return this.#consents;
  }

  /** Withdraws consents (password changed, application removed by the user). */
  revoke(match: (consent: Consent) => boolean): number {
    const hits = this.#consents.filter(match);
    for (const consent of hits) consent.revoked = true;
    return hits.length;
  }

  /** A new consent before the old one ends renews the expiry and keeps the refresh token's text (spec §1.4). */
  #grant(code: Code, now: number): Consent {
    const old = this.#consents.find(
      (entry) => entry.clientId === code.clientId && entry.userId === code.userId,
    );
    if (old && this.#isLive(old, now)) {
      Object.assign(old, { grantedAt: now, scope: code.scope, usedUnsigned: false });
      return old;
    }
    const consent: Consent = {
      clientId: code.clientId,
      userId: code.userId,
      refreshToken: random(),
      scope: code.scope,
      grantedAt: now,
      usedUnsigned: false,
      revoked: false,
    };
    this.#consents.push(consent);
    return consent;
  }

  #isLive(consent: Consent, now: number): boolean {
    return !consent.revoked && now < consent.grantedAt + this.#settings.refreshTokenMs;
  }

  #issueAccess(consent: Consent, now: number): string {
    const token = random();
    this.#tokens.set(token, { consent, expiresAt: now + this.#settings.accessTokenMs });
    return token;
  }
}
