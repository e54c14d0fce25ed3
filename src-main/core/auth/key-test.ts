import type { ConnectionEvent, MallPort } from '#main/malls/port.ts';
import type { KeyTest } from '#shared/contract/shops.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import type { Clock } from '../ports/clock.ts';
import type { ShopRecord } from '../ports/records.ts';
import { inScope } from './auth-failure.ts';
import { probe } from './probe.ts';
import type { Sessions } from './sessions.ts';

/**
 * 「公開鍵をテスト」: one signed call in a scope, and the mall's verdict on its key. Made even when the session
 * counts as expired: the verdict says whether the key is to blame. Throws AppError `key_missing`, and
 * `consent_required` where there is no token to call with.
 */
export async function testKey(
  deps: { readonly sessions: Sessions; readonly clock: Clock; readonly mall: MallPort },
  shop: ShopRecord,
  scope: SessionScope,
): Promise<KeyTest> {
  const { sessions, clock, mall } = deps;
  if (sessions.get(shop.id, scope).key === null) {
    throw new AppError('key_missing', 'There is no public key to test');
  }
  const connection = sessions.connection(shop, scope);
  let verdict: string | null = null;
  const report = (event: ConnectionEvent) => {
    if (event.kind === 'verdict') verdict = event.value;
    connection.report(event);
  };
  try {
    await probe(mall, { ...connection, report }, clock.now());
    return { at: clock.now(), verdict, error: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const failure = inScope(error, shop, scope);
    if (failure.code === 'consent_required' || failure.code === 'keychain_unavailable') throw failure;
    return { at: clock.now(), verdict, error: failure.toShape() };
  }
}
