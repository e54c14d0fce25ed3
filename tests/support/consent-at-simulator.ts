import type { ShopAccount } from '#simulators/yahoo/index.ts';

/** Presses 同意する on the simulated consent page and returns the redirected address. */
export async function agreeAtSimulator(authorizationUrl: string, userId: string): Promise<string> {
  const page = new URL(authorizationUrl);
  const form = new URLSearchParams([...page.searchParams, ['user', userId], ['decision', 'agree']]);
  const answer = await fetch(new URL(page.pathname, page), { method: 'POST', body: form, redirect: 'manual' });
  const redirected = answer.headers.get('location');
  if (redirected === null) throw new Error(`No redirect from the consent page: HTTP ${answer.status}`);
  return redirected;
}

/** A consent without the product, for tests that start behind it. */
export async function consentAtSimulator(url: string, account: ShopAccount): Promise<{ refreshToken: string }> {
  const authorization = new URL(`${url}/yconnect/v2/authorization`);
  authorization.search = new URLSearchParams({
    response_type: 'code', client_id: account.clientId, redirect_uri: account.redirectUri, scope: 'openid profile', state: 'test',
  }).toString();
  const redirected = new URL(await agreeAtSimulator(authorization.href, account.userId));
  const answer = await fetch(`${url}/yconnect/v2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code', code: redirected.searchParams.get('code') ?? '', redirect_uri: account.redirectUri, client_id: account.clientId, client_secret: account.clientSecret ?? '',
    }),
  });
  const { refresh_token: refreshToken } = (await answer.json()) as { refresh_token: string };
  return { refreshToken };
}
