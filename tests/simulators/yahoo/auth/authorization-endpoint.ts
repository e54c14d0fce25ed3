import { answer, type HttpAnswer, type HttpRequest } from '../http/exchange.ts';
import type { World } from '../world.ts';
import { consentPage, errorPage } from './pages.ts';
import { isRegisteredRedirect, withQuery } from './redirect-uri.ts';

const PROMPTS: ReadonlySet<string> = new Set(['login', 'select_account', 'consent', 'none']);
const OWN_FIELDS: ReadonlySet<string> = new Set(['user', 'decision']);

/** GET shows the consent page, POST takes the decision and redirects (spec §1.2). */
export function authorizationEndpoint(world: World, request: HttpRequest): HttpAnswer {
  const all = request.method === 'POST' ? new URLSearchParams(request.body.toString('utf8')) : request.query;
  const parameters = new URLSearchParams([...all].filter(([name]) => !OWN_FIELDS.has(name)));
  const application = world.applications.get(parameters.get('client_id') ?? '');
  if (!application) return errorPage('invalid_client', 'client_id が正しくありません。');
  const redirectUri = parameters.get('redirect_uri') ?? '';
  if (redirectUri !== world.callbackDisplay && !isRegisteredRedirect(redirectUri, application.redirectUris)) {
    return errorPage(
      'invalid_redirect_uri',
      'redirect_uri がアプリケーションに登録されたものと一致しません。',
    );
  }
  const problem = requestProblem(parameters);
  if (problem)
    return redirect(
      redirectUri,
      { error: problem.error, error_description: problem.text, error_code: '1000' },
      parameters,
    );

  const proposedUser = all.get('user') ?? world.users.keys().next().value ?? '';
  const page = {
    clientId: application.clientId,
    scope: parameters.get('scope') ?? '',
    userId: proposedUser,
    parameters,
  };
  if (request.method !== 'POST') return consentPage(page);
  if (all.get('decision') !== 'agree') {
    return redirect(
      redirectUri,
      { error: 'access_denied', error_description: 'user denied', error_code: '1000' },
      parameters,
    );
  }
  const user = world.users.get(all.get('user') ?? '');
  if (!user) return consentPage({ ...page, error: 'この Yahoo! JAPAN ID は存在しません。' });
  const code = world.consents.issueCode(
    {
      clientId: application.clientId,
      userId: user.userId,
      redirectUri,
      scope: parameters.get('scope') ?? '',
      nonce: parameters.get('nonce') ?? undefined,
      challenge: parameters.get('code_challenge') ?? undefined,
    },
    world.now(),
  );
  return redirect(redirectUri, { code }, parameters);
}

function requestProblem(parameters: URLSearchParams): { error: string; text: string } | null {
  const problem = (error: string, text: string): { error: string; text: string } => ({ error, text });
  if (parameters.get('response_type') !== 'code')
    return problem('unsupported_response_type', 'response_type must be code');
  if (!parameters.get('scope')) return problem('invalid_scope', 'scope is required');
  const challenge = parameters.get('code_challenge');
  const method = parameters.get('code_challenge_method');
  if (challenge !== null && (method !== 'S256' || !/^[\w-]{43}$/.test(challenge))) {
    return problem('invalid_request', 'code_challenge must be S256');
  }
  const prompt = parameters.get('prompt')?.split(' ') ?? [];
  if (prompt.some((value) => !PROMPTS.has(value))) return problem('invalid_request', 'unknown prompt');
  // The simulator keeps no login between requests, so a silent answer is never possible.
  return prompt.includes('none') ? problem('login_required', 'login is required') : null;
}

function redirect(
  redirectUri: string,
  values: Record<string, string>,
  parameters: URLSearchParams,
): HttpAnswer {
  const state = parameters.get('state');
  const location = withQuery(redirectUri, state === null ? values : { ...values, state });
  return answer(302, 'text/html; charset=utf-8', '', { Location: location, 'Cache-Control': 'no-store' });
}
