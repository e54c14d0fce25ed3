import { agreeToConsent, type ShopAccount } from '#simulators/yahoo/index.ts';
import type { HostClient } from './host-client.ts';
import { MailBox } from './mail-box.ts';

/**
 * Registers shops and gives them what auto import needs, as their owners would: the shared public key and a consent by
 * mail. Answers their ids, in the order of the accounts.
 */
export async function connectByMail(client: HostClient, accounts: readonly ShopAccount[]): Promise<string[]> {
  const mailBox = await MailBox.start(null);
  try {
    const settings = {
      host: '127.0.0.1',
      port: mailBox.port,
      security: 'none' as const,
      user: '',
      from: 'shop@example.com',
    };
    await client.mail.save({ settings, password: null });
    const ids: string[] = [];
    for (const account of accounts) ids.push(await connect(client, account, mailBox));
    return ids;
  } finally {
    await mailBox.close();
  }
}

async function connect(client: HostClient, account: ShopAccount, mailBox: MailBox): Promise<string> {
  const { id: shopId } = await client.shops.create({
    shop: {
      mall: 'yahoo',
      name: account.sellerId,
      sellerId: account.sellerId,
      clientId: account.clientId,
      environment: 'production',
      redirectMethod: 'paste',
      redirectUri: account.redirectUri,
    },
    clientSecret: account.clientSecret ?? '',
  });
  await client.shops.saveKey({
    scope: 'shared',
    shopId,
    publicKey: account.publicKeyPem,
    keyVersion: account.publicKeyVersion,
    issuedOn: new Date().toISOString().slice(0, 10),
  });
  await client.emailAuth.start({ shopId, to: 'tencho@example.com', requestedBy: '山田' });
  const link = /https?:\/\/\S*\/authorization\?\S+/.exec(mailBox.last.text)?.[0] ?? '';
  await client.emailAuth.redeem({ shopId, pasted: await agreeToConsent(`${link}&user=${account.userId}`) });
  return shopId;
}
