import type { ConnectionEvent, MallConsent, MallPort, PendingConsent } from '#main/malls/port.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import type { Clock } from '../ports/clock.ts';
import type { ShopRecord } from '../ports/records.ts';
import { probe } from './probe.ts';
import type { Sessions } from './sessions.ts';
import { TrialSecrets } from './trial-secrets.ts';

/** The mall's consent by browser. Throws AppError `forbidden` for a mall that has none. */
export function consentOf(mall: MallPort): MallConsent {
  if (mall.consent === null) throw new AppError('forbidden', `${mall.mall} has no consent by browser`);
  return mall.consent;
}

/**
 * Redeems what the browser brought back, proves with one small call that the mall lets this consent read the
 * shop, and only then replaces what the scope had. Throws the errors of `MallConsent.redeem` and the mall's
 * refusal of the shop (`mall_seller_*`, `mall_not_permitted` …).
 */
export async function redeemConsent(
  deps: { readonly sessions: Sessions; readonly clock: Clock; readonly mall: MallPort },
  consent: {
    readonly shop: ShopRecord;
    readonly scope: SessionScope;
    readonly pending: PendingConsent;
    readonly redirected: string;
  },
): Promise<void> {
  const { sessions, clock, mall } = deps;
  const { shop, scope } = consent;
  const trial = new TrialSecrets(sessions.secretsOf(shop.id, scope));
  const verdicts: Extract<ConnectionEvent, { kind: 'verdict' }>[] = [];
  const connection = {
    ...sessions.connection(shop, scope, trial),
    report: (event: ConnectionEvent) => {
      if (event.kind === 'verdict') verdicts.push(event);
    },
  };
  const consentedAt = clock.now();
  await consentOf(mall).redeem(connection, consent.pending, consent.redirected);
  await probe(mall, connection, clock.now());
  await trial.keep();
  sessions.apply(shop.id, scope, { kind: 'consented', at: consentedAt });
  for (const { value, at } of verdicts) sessions.apply(shop.id, scope, { kind: 'verdict', value, at });
}
