import type { ImportLease } from '#shared/contract/auto-import.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { AutoImportChange, StoredLease } from '../ports/auto-import-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { MonotonicClock } from '../ports/monotonic-clock.ts';
import type { ShopRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';

/** How long an owner may be silent, and how often it gives a sign of life, ms. */
export interface LeaseTimes {
  readonly ttlMs: number;
  /** Infinity: none but those of its commits (tests whose waiting takes no time). */
  readonly beatMs: number;
}

export const defaultLeaseTimes: LeaseTimes = { ttlMs: 20_000, beatMs: 5_000 };

export interface ImportLeasesDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly mono: MonotonicClock;
  readonly log: Logger;
  readonly times: LeaseTimes;
  readonly terminalName: () => string;
  readonly newId: () => string;
}

/** The right to import one shop, until it is released or lost. */
export interface HeldLease {
  /** To be the first change of everything the importer commits: nothing is written once another has taken over. */
  readonly hold: AutoImportChange;
  /** Aborted with `import_lease_lost` when another has taken over. */
  readonly lost: AbortSignal;
  release(): void;
}

/** Whoever waits for a silent owner looks at least this often, ms. */
const longestLookMs = 1_000;

/** A lease that was looked at again and again without a sign of life. */
interface Seen {
  readonly owner: string;
  readonly beat: number;
  /** When it was looked at last (monotonic ms), and how long it had stood still by then. */
  readonly lookedAt: number;
  readonly silentMs: number;
}

/**
 * One importer per shop at a time, whoever it is (spec §3). An owner is dead when its lease stood still for its whole
 * time before our eyes, by a clock that nobody can set: so a living one is never robbed, however the clocks of the two
 * differ or jump, and a dead one's lease is free after its time and not before.
 */
export class ImportLeases {
  readonly #deps: ImportLeasesDeps;
  readonly #seen = new Map<ShopId, Seen>();
  /** Own leases by shop. Each has an owner's name of its own, so that no two ever look alike. */
  readonly #held = new Map<ShopId, { readonly owner: string; readonly lease: HeldLease }>();
  readonly #end = new AbortController();
  #isWatching = false;

  constructor(deps: ImportLeasesDeps) {
    this.#deps = deps;
    this.#observe();
  }

  /** The lease of a shop, unless it is free or its owner is known to be dead. */
  holder(shopId: ShopId): ImportLease | null {
    const lease = this.#stored(shopId);
    if (lease === null || this.#isDead(lease)) return null;
    const { beat: _beat, ...shown } = lease;
    return shown;
  }

  /** Throws AppError `import_busy` (details: shopName, terminal, since, purpose). */
  take(shop: ShopRecord, purpose: ImportLease['purpose']): HeldLease {
    const { store, clock, times, terminalName, newId } = this.#deps;
    const present = this.#stored(shop.id);
    if (present !== null && !this.#isDead(present)) throw busy(shop, present);
    const now = clock.now();
    const owner = newId();
    const lease: ImportLease = {
      shopId: shop.id,
      owner,
      terminal: terminalName(),
      purpose,
      since: now,
      expiresAt: now + times.ttlMs,
    };
    store.commit([{ kind: 'lease.take', lease, instead: present }], this.#origin());
    const lost = new AbortController();
    const end = new AbortController();
    const held: HeldLease = {
      hold: { kind: 'lease.hold', shopId: shop.id, owner },
      lost: lost.signal,
      release: () => {
        if (end.signal.aborted) return;
        end.abort();
        // Lost and taken again meanwhile, it is another's entry.
        if (this.#held.get(shop.id)?.owner === owner) this.#held.delete(shop.id);
        store.commit([{ kind: 'lease.release', shopId: shop.id, owner }], this.#origin());
      },
    };
    this.#held.set(shop.id, { owner, lease: held });
    if (Number.isFinite(times.beatMs)) void this.#beat(shop.id, owner, lost, end.signal);
    return held;
  }

  /**
   * As `take`, but an owner that gives no sign of life is waited for: until its lease is free, or it lives after all.
   * Right after a crash nobody knows yet that it is dead.
   */
  async takeWhenFree(shop: ShopRecord, purpose: ImportLease['purpose']): Promise<HeldLease> {
    const { clock, times } = this.#deps;
    const first = this.#stored(shop.id);
    const isSilent = (lease: StoredLease | null): boolean =>
      lease !== null &&
      lease.owner === first?.owner &&
      lease.beat === first.beat &&
      !this.#isOwn(lease) &&
      !this.#isDead(lease);
    if (Number.isFinite(times.beatMs))
      for (let lease = first; isSilent(lease); lease = this.#stored(shop.id))
        await clock.sleep(Math.min(times.beatMs, longestLookMs), this.#end.signal);
    return this.take(shop, purpose);
  }

  /** Gives everything back: the host is closing. */
  close(): void {
    this.#end.abort(new AppError('cancelled', 'The application is closing'));
    for (const { lease } of [...this.#held.values()]) lease.release();
  }

  async #beat(shopId: ShopId, owner: string, lost: AbortController, end: AbortSignal): Promise<void> {
    const { store, clock, times, log } = this.#deps;
    for (;;) {
      await clock.sleep(times.beatMs, end).catch(() => undefined);
      if (end.aborted) return;
      try {
        const expiresAt = clock.now() + times.ttlMs;
        store.commit([{ kind: 'lease.renew', shopId, owner, expiresAt }], this.#origin());
      } catch (error) {
        log.warn('The lease of an import is lost', { shopId, error });
        lost.abort(error);
        return;
      }
    }
  }

  #stored(shopId: ShopId): StoredLease | null {
    this.#observe();
    return this.#deps.store.autoImport.leases().find((lease) => lease.shopId === shopId) ?? null;
  }

  /** Notes which leases gave a sign of life since the last look. */
  #observe(): void {
    const now = this.#deps.mono.now();
    const leases = this.#deps.store.autoImport.leases();
    for (const { shopId, owner, beat } of leases) {
      const seen = this.#seen.get(shopId);
      const isStill = seen?.owner === owner && seen.beat === beat;
      // Nobody can tell what happened between two looks far apart: the computer may have slept.
      const gap = isStill ? Math.min(now - seen.lookedAt, this.#longestGapMs()) : 0;
      const silentMs = isStill ? seen.silentMs + gap : 0;
      this.#seen.set(shopId, { owner, beat, lookedAt: now, silentMs });
    }
    const present = new Set(leases.map(({ shopId }) => shopId));
    for (const shopId of [...this.#seen.keys()]) if (!present.has(shopId)) this.#seen.delete(shopId);
    if (leases.some((lease) => !this.#isOwn(lease))) void this.#watch();
  }

  /** Looks regularly while others have leases, so that a dead owner is known by the time somebody asks. */
  async #watch(): Promise<void> {
    const { clock, times, log } = this.#deps;
    if (this.#isWatching || !Number.isFinite(times.beatMs)) return;
    this.#isWatching = true;
    try {
      for (;;) {
        await clock.sleep(times.beatMs, this.#end.signal).catch(() => undefined);
        if (this.#end.signal.aborted) return;
        this.#observe();
        const others = this.#deps.store.autoImport.leases().filter((lease) => !this.#isOwn(lease));
        if (others.every((lease) => this.#isDead(lease))) return;
      }
    } catch (error) {
      log.warn('The leases of other importers cannot be watched', { error });
    } finally {
      this.#isWatching = false;
    }
  }

  #longestGapMs(): number {
    const { beatMs } = this.#deps.times;
    return Number.isFinite(beatMs) ? 2 * beatMs : Number.POSITIVE_INFINITY;
  }

  #isOwn({ shopId, owner }: StoredLease): boolean {
    return this.#held.get(shopId)?.owner === owner;
  }

  #isDead(lease: StoredLease): boolean {
    if (this.#isOwn(lease)) return false;
    return (this.#seen.get(lease.shopId)?.silentMs ?? 0) >= this.#deps.times.ttlMs;
  }

  #origin() {
    const { clock, terminalName } = this.#deps;
    return { actor: 'system', terminal: terminalName(), at: clock.now() };
  }
}

function busy(shop: ShopRecord, { terminal, since, purpose }: ImportLease): AppError {
  return new AppError('import_busy', 'An import of this shop is already running', {
    details: { shopName: shop.name, terminal, since, purpose },
    retryable: true,
  });
}
