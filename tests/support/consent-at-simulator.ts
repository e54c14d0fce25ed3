import { agreeToConsent, type ShopAccount } from '#simulators/yahoo/index.ts';

/** A consent without the product, for tests that start behind it. */
export async function consentAtSimulator(
  url: string,
  account: ShopAccount,
): Promise<{ refreshToken: string }> {
  const authorization = new URL(`${url}/yconnect/v2/authorization`);
  authorization.search = new URLSearchParams({
    response_type: 'code',
    client_id: account.clientId,
    redirect_uri: account.redirectUri,
    scope: 'openid profile',
    state: 'test',
  }).toString();
  const redirected = new URL(await agreeToConsent(authorization.href));
  const answer = await fetch(`${url}/yconnect/v2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: redirected.searchParams.get('code') ?? '',
      redirect_uri: account.redirectUri,
      client_id: account.clientId,
      client_secret: account.clientSecret ?? '',
    }),
  });
  const { refresh_token: refreshToken } = (await answer.json()) as { refresh_token: string };
  return { refreshToken };
}
