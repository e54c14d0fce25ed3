import type { ContractRouterClient } from '@orpc/contract';
import type { CallOptions } from '#shared/contract/client.ts';
import type { hostContract } from '#shared/contract/index.ts';
import { toAppError } from '#shared/contract/to-app-error.ts';
import { agreeToConsent, type ShopAccount } from '#simulators/yahoo/index.ts';

export type HostClient = ContractRouterClient<typeof hostContract, CallOptions>;

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'no failure',
    (error: unknown) => toAppError(error).code,
  );

/**
 * All that touches a secret, over whatever transport `host` speaks: shop, key, consent, import, and each
 * mistake in which an operator hands a secret to the wrong place. Answers the codes of the mistakes and how
 * many orders came.
 */
export async function playSecretFlow(host: HostClient, account: ShopAccount, privateKey: string) {
  const issuedOn = new Date().toISOString().slice(0, 10);
  const form = {
    mall: 'yahoo',
    name: '試験ストア',
    sellerId: account.sellerId,
    clientId: account.clientId,
    environment: 'production',
    redirectMethod: 'paste',
    redirectUri: account.redirectUri,
  } as const;
  const created = await host.shops.create({ shop: form, clientSecret: account.clientSecret ?? '' });
  const shopId = created.id;
  const key = { shopId, keyVersion: account.publicKeyVersion, issuedOn };
  const codes = [
    await codeOf(host.shops.checkKey({ shopId, publicKey: privateKey })),
    await codeOf(host.shops.saveKey({ ...key, scope: 'terminal', publicKey: privateKey })),
    await codeOf(
      host.shops.saveKey({ ...key, scope: 'terminal', publicKey: account.publicKeyPem, keyVersion: '' }),
    ),
  ];
  await host.shops.saveKey({ ...key, scope: 'terminal', publicKey: account.publicKeyPem });

  const refused = await host.auth.begin({ shopId });
  const redirected = await agreeToConsent(refused.authorizationUrl);
  const otherState = redirected.replace(/state=[^&]+/, 'state=another-state');
  codes.push(await codeOf(host.auth.complete({ attemptId: refused.attemptId, redirected: otherState })));
  // A secret pasted where the address belongs.
  const secret = account.clientSecret ?? '';
  codes.push(await codeOf(host.auth.complete({ attemptId: refused.attemptId, redirected: secret })));
  await codeOf(host.auth.cancel({ attemptId: refused.attemptId }));

  const { attemptId, authorizationUrl } = await host.auth.begin({ shopId });
  const address = await agreeToConsent(authorizationUrl);
  await host.auth.complete({ attemptId, redirected: address });
  codes.push(await codeOf(host.auth.complete({ attemptId, redirected: address })));

  const started = await host.imports.start({ shopIds: [shopId], period: { kind: 'since_last' } });
  const runId = started.runs[0]?.id;
  if (runId === undefined) throw new Error('the import did not start');
  let run = await host.imports.get({ runId });
  while (run.state === 'running') run = await host.imports.get({ runId });
  const [shop] = (await host.shops.list({})).shops;
  if (shop === undefined) throw new Error('the shop is gone');
  await host.shops.update({
    shopId,
    version: shop.version,
    shop: { ...form, name: '別名' },
    clientSecret: null,
  });
  return { codes, state: run.state, created: run.progress.counts.created };
}
