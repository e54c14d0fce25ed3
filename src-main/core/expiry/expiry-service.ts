import { type ExpiryBoard, type ExpirySettings, expirySettingsSchema } from '#shared/contract/expiry.ts';
import { type ExpiryWarning, expiryStates, worstExpiry } from '#shared/domain/expiry.ts';
import { expiryMail } from '#shared/i18n/expiry-notice.ts';
import type { CallContext } from '../context.ts';
import { PatientMail } from '../mail/patient-mail.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { CommitOrigin, Store } from '../ports/store.ts';
import type { WarningMail } from '../ports/warning-mail.ts';
import { AnnouncementBook, dueWarnings, nextWarningAt, standingWarnings } from './due-warnings.ts';
import { type ExpiringThing, itemIdOf, toItem } from './expiring-thing.ts';

/** Looked at this often at least: a sleeping PC or a clock set by hand makes long waits unreliable. */
const longestWaitMs = 15 * 60_000;

const settingKey = 'expiry.notices';

export interface ExpiryDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly terminalName: () => string;
  /** Everything that expires, of every shop, as the records say now. */
  readonly things: () => ExpiringThing[];
  /** null where there is no desktop to notify. */
  readonly notifier: Notifier | null;
  /** null where no mail can be sent. */
  readonly mail: WarningMail | null;
}

/** The expiry board, and the warnings ahead of each end (spec §2.5). */
export class ExpiryService {
  readonly #deps: ExpiryDeps;
  readonly #end = new AbortController();
  #running: Promise<void> | null = null;
  #wake: AbortController = new AbortController();
  /** What could not leave is tried again with each look. */
  readonly #mails: PatientMail;

  constructor(deps: ExpiryDeps) {
    this.#deps = deps;
    this.#mails = new PatientMail(deps);
  }

  board(): ExpiryBoard {
    const { store, clock } = this.#deps;
    const at = clock.now();
    const things = this.#deps.things();
    const items = things.map((thing) => toItem(thing, at)).toSorted(byUrgency);
    return {
      at,
      items,
      worst: worstExpiry(items.map((item) => item.state)),
      warnings: standingWarnings(things, new AnnouncementBook(store.expiryAnnouncements()), at),
    };
  }

  /** Puts banners away until their next warning. Unknown ids are ignored: the thing may be renewed meanwhile. */
  dismiss(itemIds: readonly string[], ctx: CallContext): void {
    const wanted = new Set(itemIds);
    const changes = this.#deps
      .things()
      .flatMap((thing) =>
        thing.dueAt !== null && wanted.has(itemIdOf(thing))
          ? [{ kind: 'expiry.dismissed' as const, itemId: itemIdOf(thing), dueAt: thing.dueAt }]
          : [],
      );
    if (changes.length > 0) this.#deps.store.commit(changes, this.#origin(ctx.actor));
  }

  settings(): ExpirySettings {
    return expirySettingsSchema.catch({ mailTo: [] }).parse(this.#deps.store.setting(settingKey));
  }

  saveSettings(settings: ExpirySettings, ctx: CallContext): ExpirySettings {
    const value = { mailTo: [...new Set(settings.mailTo)] };
    this.#deps.store.commit([{ kind: 'setting.set', key: settingKey, value }], this.#origin(ctx.actor));
    return value;
  }

  /** Warns from now on, until `close`. */
  start(): void {
    this.#running ??= this.#watch();
  }

  /** Looks at once: records changed, or the PC woke up. */
  lookNow(): void {
    this.#wake.abort();
  }

  async close(): Promise<void> {
    this.#end.abort();
    this.#wake.abort();
    await this.#running;
  }

  /**
   * Gives the warnings that are due. They are put on record before they are delivered: a crash in between costs
   * one notification, whose banner stands all the same, and never gives one twice.
   */
  async announce(): Promise<readonly ExpiryWarning[]> {
    const { store, clock, notifier } = this.#deps;
    const now = clock.now();
    const book = new AnnouncementBook(store.expiryAnnouncements());
    const warnings = dueWarnings(this.#deps.things(), book, now);
    if (warnings.length > 0) {
      store.commit(
        warnings.map(({ item, distanceMs }) => ({
          kind: 'expiry.announced',
          announcement: { itemId: item.id, dueAt: item.expiresAt ?? now, distanceMs, announcedAt: now },
        })),
        this.#origin('system'),
      );
      // The simulated mall's keys matter to nobody outside this window.
      const real = warnings.filter(({ item }) => item.environment !== 'demo');
      if (real.length > 0) {
        notifier?.expiry(real);
        this.#mails.add(this.settings().mailTo, expiryMail(real));
      }
    }
    await this.#mails.send();
    return warnings;
  }

  async #watch(): Promise<void> {
    const { clock, log } = this.#deps;
    while (!this.#end.signal.aborted) {
      const wake = new AbortController();
      this.#wake = wake;
      try {
        await this.announce();
      } catch (error) {
        log.error('Warnings about expiries failed', { error });
      }
      const now = clock.now();
      const next = nextWarningAt(this.#deps.things(), now) ?? now + longestWaitMs;
      const wait = Math.min(Math.max(next - now, 1), longestWaitMs);
      if (this.#end.signal.aborted) return;
      await clock.sleep(wait, wake.signal).catch(() => undefined);
    }
  }

  #origin(actor: string): CommitOrigin {
    return { actor, terminal: this.#deps.terminalName(), at: this.#deps.clock.now() };
  }
}

function byUrgency(a: ExpiryBoard['items'][number], b: ExpiryBoard['items'][number]): number {
  const state = expiryStates.indexOf(b.state) - expiryStates.indexOf(a.state);
  return state !== 0 ? state : (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity);
}
