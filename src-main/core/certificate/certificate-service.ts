import type { ShopSecrets } from '#main/malls/port.ts';
import type { ApiCertificate, CertificateFile } from '#shared/contract/shops.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Clock } from '../ports/clock.ts';
import type { CertificateRecord, ShopRecord } from '../ports/records.ts';
import { putTogether } from '../shops/put-together.ts';
import { checkCertificate } from './check-certificate.ts';
import { matchStore } from './store-name.ts';

/** This terminal's API certificates: the pair in the keychain, what may be shown in the session record (spec §2.1). */
export class CertificateService {
  readonly #sessions: Sessions;
  readonly #clock: Clock;
  /** Two saves at once could leave the certificate of one and the key of the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(deps: { sessions: Sessions; clock: Clock }) {
    this.#sessions = deps.sessions;
    this.#clock = deps.clock;
  }

  /** Checks the files and keeps the pair; throws the errors of `checkCertificate` and keeps the old pair then. */
  async save(shop: ShopRecord, files: readonly CertificateFile[]): Promise<void> {
    const named = files.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, 'base64') }));
    const { certificatePem, keyPem, facts } = checkCertificate(named, shop.sellerId);
    await this.#afterOthers(shop.id, async (secrets) => {
      await putTogether(secrets, { 'api-certificate': certificatePem, 'api-certificate-key': keyPem });
      return { ...facts, savedAt: this.#clock.now() };
    });
  }

  async remove(shop: ShopRecord): Promise<void> {
    await this.#afterOthers(shop.id, async (secrets) => {
      // The key first: what an interruption leaves behind must be harmless.
      await secrets.remove('api-certificate-key');
      await secrets.remove('api-certificate');
      return null;
    });
  }

  #afterOthers(
    shopId: ShopId,
    write: (secrets: ShopSecrets) => Promise<CertificateRecord | null>,
  ): Promise<void> {
    const run = this.#last.then(async () => {
      const certificate = await write(this.#sessions.secretsOf(shopId, 'terminal'));
      this.#sessions.apply(shopId, 'terminal', { kind: 'certificateChanged', certificate });
    });
    this.#last = run.catch(() => undefined);
    return run;
  }
}

/** The stored facts as the screen shows them, judged against the shop's store account of today. */
export function describeCertificate(record: CertificateRecord, sellerId: string): ApiCertificate {
  return {
    ...record,
    subject: oneLine(record.subject),
    issuer: oneLine(record.issuer),
    storeMatch: matchStore(record, sellerId).match,
  };
}

function oneLine(name: string): string {
  return name.split('\n').join(', ');
}
