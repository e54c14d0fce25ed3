import type { Consent } from '../auth/consents.ts';
import { type Verdict, verdictOn } from '../auth/signature.ts';
import { type HttpRequest, headerOf } from '../http/exchange.ts';
import type { World } from '../world.ts';
import { ApiRefusal } from './context.ts';

/** Answer header that carries the verdict on the public key. */
export const VERDICT_HEADER = 'X-SWS-Authorize-Status';

/** The bearer token of a request; undefined when the header is missing or malformed. */
export function bearerToken(request: HttpRequest): string | undefined {
  return /^Bearer ([\w\-.~+/]+=*)$/i.exec(headerOf(request, 'authorization') ?? '')?.[1];
}

/** Steps 1 and 2 of the check order: Authorization present, token valid. @throws ApiRefusal (401, no code) */
export function requireConsent(world: World, request: HttpRequest): Consent {
  const token = bearerToken(request);
  if (token === undefined) {
    throw new ApiRefusal(
      401,
      { message: 'Bad Request: Authentication parameters in your request incompleted.' },
      { 'X-YahooJ-AuthError': 'Required authentication information is not found.' },
    );
  }
  const consent = world.consents.lookUp(token, world.now());
  if (consent === 'unknown')
    throw credentialError(401, 'invalid_token', 'invalid token format', 'is invalid format');
  if (consent === 'expired') throw credentialError(401, 'invalid_token', 'expired token', 'is expired');
  return consent;
}

/** Step 3: application, source address, staff and shop. `sellerId` is '' when the request names none. */
export function requirePermission(
  world: World,
  request: HttpRequest,
  consent: Consent,
  sellerId: string,
): void {
  const application = world.applications.get(consent.clientId);
  const refuse = (status: number, code: string, message: string): ApiRefusal =>
    new ApiRefusal(status, { code, message, messageFirst: true });
  if (!application || application.forbidden) throw refuse(403, 'px-04307', 'Use of API is not permitted.');
  if (!application.storeScope) throw credentialError(403, 'insufficient_scope', 'insufficient scope', null);
  if (!application.orderApi) {
    throw refuse(
      403,
      'px-04303',
      'This application ID is not registered for using order API. Use of order API requires an application ID.',
    );
  }
  if (application.sourceIps && !application.sourceIps.includes(request.remoteAddress)) {
    throw refuse(403, 'px-04306', 'Your IP address is not permitted to use this API.');
  }
  const user = world.users.get(consent.userId);
  if (!user?.orderPermission) throw refuse(403, 'px-14303', 'Use of API is not permitted.');
  if (world.shops.has(sellerId) && !user.sellerIds.includes(sellerId)) {
    throw refuse(403, 'px-14304', 'Use of API is not permitted for this seller.');
  }
}

/** Step 4: the verdict on the public key; it goes into the answer's header whatever follows. */
export function checkPublicKey(world: World, request: HttpRequest, sellerId: string): Verdict {
  const shop = world.shops.get(sellerId);
  const signature = headerOf(request, 'x-sws-signature');
  const version = headerOf(request, 'x-sws-signature-version');
  if (!shop) return signature ? 'invalid-sellerid' : 'none';
  return verdictOn({ signature, version, sellerId }, shop.keys, world.now(), world.settings);
}

/** Step 5: the order session. @throws ApiRefusal px-04102 */
export function requireOpenSession(world: World, api: string, consent: Consent, verdict: Verdict): void {
  if (!world.settings.sessionLimitedApis.includes(api)) return;
  if (world.consents.isOrderSessionOpen(consent, verdict === 'authorized', world.now())) return;
  throw new ApiRefusal(401, {
    code: 'px-04102',
    message: 'AccessToken has been expired. This API session is shorter than another API.',
    messageFirst: true,
  });
}

/** A token-level refusal: no Code, and a message with white space around it (spec §1.5 b, d). */
function credentialError(
  status: number,
  error: string,
  description: string,
  short: string | null,
): ApiRefusal {
  const challenge = `Bearer realm="yahooapis.jp", error="${error}", error_description="${description}"`;
  const headers: Record<string, string> = {
    'WWW-Authenticate': challenge,
    'Content-Type': 'application/xml',
  };
  if (short !== null) headers['X-YahooJ-AuthError'] = `Requested Token ${short}.`;
  return new ApiRefusal(
    status,
    { message: `\n        Please provide valid credentials. ${challenge}\n    ` },
    headers,
  );
}
