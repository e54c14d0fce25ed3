import { randomUUID } from 'node:crypto';
import { RPCLink } from '@orpc/client/fetch';
import { type CallOptions, createContractClient, linkHeaders } from '#shared/contract/client.ts';
import { hostContract } from '#shared/contract/index.ts';
import { agreeToConsent, type ShopAccount } from '#simulators/yahoo/index.ts';

/** The contract of a headless host over HTTP; `signInUrl` is its address with the token. */
export function hostClient(signInUrl: string) {
  const { origin, searchParams } = new URL(signInUrl);
  const link = new RPCLink<CallOptions>({
    url: `${origin}/rpc`,
    headers: (options) => ({
      ...linkHeaders(options),
      authorization: `Bearer ${searchParams.get('token') ?? ''}`,
    }),
  });
  return createContractClient(hostContract, link, randomUUID);
}

export type HostClient = ReturnType<typeof hostClient>;

/** Gives a stored shop its secret, its public key and its consent, as its owner would on the screen. */
export async function connectStoredShop(client: HostClient, account: ShopAccount): Promise<string> {
  const { shops } = await client.shops.list({});
  const shop = shops.find(({ sellerId }) => sellerId === account.sellerId);
  if (shop === undefined) throw new Error(`no shop ${account.sellerId}`);
  await client.shops.update({
    shopId: shop.id,
    version: shop.version,
    shop: { ...shop, redirectUri: account.redirectUri },
    clientSecret: account.clientSecret,
  });
  await client.shops.saveKey({
    scope: 'terminal',
    shopId: shop.id,
    publicKey: account.publicKeyPem,
    keyVersion: account.publicKeyVersion,
    issuedOn: new Date().toISOString().slice(0, 10),
  });
  const { attemptId, authorizationUrl } = await client.auth.begin({ shopId: shop.id });
  await client.auth.complete({ attemptId, redirected: await agreeToConsent(authorizationUrl) });
  return shop.id;
}
