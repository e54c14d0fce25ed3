import type { MallConnection, MallPort } from '#main/malls/port.ts';
import type { ImportLease } from '#shared/contract/auto-import.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { ClockGuard } from '../clock/clock-guard.ts';
import { dependsOnClock } from '../clock/depends-on-clock.ts';
import type { StopPort } from '../emergency-stop/stop-port.ts';
import type { HeldLease, ImportLeases } from '../import/import-leases.ts';
import type { ShopRecord } from '../ports/records.ts';

export interface ShopAccessDeps {
  readonly sessions: Sessions;
  readonly clockGuard: Pick<ClockGuard, 'requireGoodClock'>;
  readonly leases: ImportLeases;
  readonly stop: StopPort;
  readonly mallOf: (shop: ShopRecord) => MallPort;
}

/** Everything an importer without a person needs for one shop, and the right to use it. */
export interface ShopAccess {
  readonly mall: MallPort;
  readonly connection: MallConnection;
  readonly lease: HeldLease;
  /** Aborts when the work is to stop, or the lease was lost. */
  readonly signal: AbortSignal;
}

/**
 * Asks for everything that must hold before a mall is asked by itself: no emergency stop (but for its own resume), the
 * shared consent, a good clock (spec §2.2), and the shop's lease, which the caller releases. Throws `emergency_stopped`,
 * `consent_required`, the `clock_*` codes, `import_busy`, `cancelled`.
 */
export async function openShop(
  deps: ShopAccessDeps,
  shop: ShopRecord,
  purpose: Exclude<ImportLease['purpose'], 'manual'>,
  { signal, whileStopped = false }: { signal: AbortSignal; whileStopped?: boolean },
): Promise<ShopAccess> {
  const { sessions, clockGuard, leases, stop, mallOf } = deps;
  const requireLeave = () => {
    signal.throwIfAborted();
    if (!whileStopped) stop.requireNone();
  };
  requireLeave();
  sessions.requireConsent(shop, 'shared');
  if (dependsOnClock(shop)) await clockGuard.requireGoodClock('auto_import', signal);
  requireLeave();
  const lease = leases.take(shop, purpose);
  return {
    mall: mallOf(shop),
    connection: sessions.connection(shop, 'shared'),
    lease,
    signal: AbortSignal.any([signal, lease.lost]),
  };
}
