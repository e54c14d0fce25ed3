import { type HttpAnswer, type HttpRequest, headerOf, json } from '../http/exchange.ts';
import type { Application, World } from '../world.ts';
import type { Granted, Refusal } from './consents.ts';
import type { IdTokenSigner } from './id-token.ts';

const NO_STORE = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };

/** Numbers for error_code; the real table is not known, clients must not depend on it. */
const ERROR_CODES: Readonly<Record<string, string>> = { unsupported_grant_type: '901' };

/** POST /yconnect/v2/token: authorization_code and refresh_token grants (spec §1.3). */
export function tokenEndpoint(world: World, signer: IdTokenSigner, request: HttpRequest): HttpAnswer {
  if (request.method !== 'POST') return failure(400, 'invalid_request', 'POST is required');
  const type = headerOf(request, 'content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
    return failure(400, 'invalid_request', 'content-type must be application/x-www-form-urlencoded');
  }
  const form = new URLSearchParams(request.body.toString('utf8'));
  const application = authenticateClient(world, request, form);
  if (!application) return failure(401, 'invalid_client', 'client authentication failed');
  const grantType = form.get('grant_type');
  if (grantType === 'authorization_code') return exchangeCode(world, signer, application, form);
  if (grantType === 'refresh_token') return refresh(world, application, form);
  return grantType
    ? failure(400, 'unsupported_grant_type', 'unsupported grant_type')
    : failure(400, 'invalid_request', 'grant_type is required');
}

function exchangeCode(
  world: World,
  signer: IdTokenSigner,
  application: Application,
  form: URLSearchParams,
): HttpAnswer {
  const code = form.get('code');
  const redirectUri = form.get('redirect_uri');
  if (!code) return failure(400, 'invalid_request', 'code is required');
  if (!redirectUri) return failure(400, 'invalid_request', 'redirect_uri is required');
  const now = world.now();
  const granted = world.consents.exchange(
    { clientId: application.clientId, code, redirectUri, verifier: form.get('code_verifier') ?? undefined },
    now,
  );
  if ('error' in granted) return refusal(granted);
  const openid = granted.consent.scope.split(' ').includes('openid');
  const idToken = openid
    ? signer.sign({
        issuer: world.issuer,
        subject: granted.consent.userId,
        audience: application.clientId,
        nonce: granted.nonce,
        accessToken: granted.accessToken,
        now,
      })
    : undefined;
  return success(world, granted, {
    refresh_token: granted.consent.refreshToken,
    ...(idToken === undefined ? {} : { id_token: idToken }),
  });
}

/** No new refresh token comes back: the old one stays in use. */
function refresh(world: World, application: Application, form: URLSearchParams): HttpAnswer {
  const refreshToken = form.get('refresh_token');
  if (!refreshToken) return failure(400, 'invalid_request', 'refresh_token is required');
  const granted = world.consents.refresh(application.clientId, refreshToken, world.now());
  return 'error' in granted ? refusal(granted) : success(world, granted, {});
}

function success(world: World, granted: Granted, more: Record<string, string>): HttpAnswer {
  const expiresIn = Math.floor(world.settings.accessTokenMs / 1000);
  return json(
    200,
    { access_token: granted.accessToken, token_type: 'Bearer', expires_in: expiresIn, ...more },
    NO_STORE,
  );
}

/** Basic header, or client_id (+ client_secret) in the body; an application without a secret sends only its id. */
function authenticateClient(world: World, request: HttpRequest, form: URLSearchParams): Application | null {
  const header = headerOf(request, 'authorization');
  const credentials = header === undefined ? fromBody(form) : fromBasic(header);
  const application = credentials && world.applications.get(credentials.id);
  if (!application) return null;
  return (application.clientSecret ?? '') === credentials.secret ? application : null;
}

function fromBody(form: URLSearchParams): { id: string; secret: string } {
  return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
}

function fromBasic(header: string): { id: string; secret: string } | null {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header)?.[1];
  const match = encoded ? /^([^:]*):(.*)$/.exec(Buffer.from(encoded, 'base64').toString('utf8')) : null;
  if (!match) return null;
  try {
    return { id: decodeURIComponent(match[1] ?? ''), secret: decodeURIComponent(match[2] ?? '') };
  } catch {
    return null;
  }
}

function refusal(granted: Refusal): HttpAnswer {
  return failure(400, granted.error, granted.description);
}

function failure(status: number, error: string, description: string): HttpAnswer {
  return json(
    status,
    { error, error_description: description, error_code: ERROR_CODES[error] ?? '1000' },
    status === 401 ? { ...NO_STORE, 'WWW-Authenticate': 'Basic realm="yconnect"' } : NO_STORE,
  );
}
