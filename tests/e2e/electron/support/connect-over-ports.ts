import type { RedirectMethod } from '#shared/contract/shops.ts';
import { agreeToConsent, type ShopAccount } from '#simulators/yahoo/index.ts';
import type { PagePorts } from './page-ports.ts';

/** Registers the simulated mall's shop with secret and key, as the shop's form does. */
export async function registerShop(ports: PagePorts, account: ShopAccount, redirectMethod: RedirectMethod) {
  const host = ports.client('data');
  const shop = await host.shops.create({
    shop: {
      mall: 'yahoo',
      name: '試験ストア',
      sellerId: account.sellerId,
      clientId: account.clientId,
      environment: 'production',
      redirectMethod,
      redirectUri: redirectMethod === 'paste' ? account.redirectUri : '',
    },
    clientSecret: account.clientSecret ?? '',
  });
  const issuedOn = new Date().toISOString().slice(0, 10);
  await host.shops.saveKey({
    scope: 'terminal',
    shopId: shop.id,
    publicKey: account.publicKeyPem,
    keyVersion: account.publicKeyVersion,
    issuedOn,
  });
  return shop.id;
}

/** Gives the mall's consent and brings the redirected address back. */
export async function consentByPaste(ports: PagePorts, shopId: Awaited<ReturnType<typeof registerShop>>) {
  const { auth } = ports.client('data');
  const { attemptId, authorizationUrl } = await auth.begin({ shopId });
  await auth.complete({ attemptId, redirected: await agreeToConsent(authorizationUrl) });
}
