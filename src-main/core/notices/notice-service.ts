import { type NoticeMailSettings, noticeMailSettingsSchema } from '#shared/contract/notices.ts';
import type { ChangeEvent } from '#shared/contract/system.ts';
import type { AppError, ErrorCode } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { dayMs, type Moment } from '#shared/domain/time.ts';
import type { LoopListener } from '../auto-import/loop-listener.ts';
import type { CallContext } from '../context.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { NoticeAdd } from '../ports/notices.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { CommitOrigin, Store } from '../ports/store.ts';
import type { WarningMail } from '../ports/warning-mail.ts';
import { NoticeMailer } from './notice-mailer.ts';
import { WaitingOrders } from './waiting-orders.ts';

const settingKey = 'notices.mailSettings';
/** Notices are kept so long, ms. */
const keptMs = 90 * dayMs;

const noMails: NoticeMailSettings = {
  mailTo: [],
  newOrders: false,
  holds: true,
  failures: true,
  stops: true,
};

export interface NoticeServiceDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly terminalName: () => string;
  /** null where there is no desktop to notify. */
  readonly notifier: Notifier | null;
  /** null where no mail can be sent. */
  readonly mail: WarningMail | null;
}

/**
 * What the operator is told of without asking. Each event is put on record once, with the event itself where it is one
 * of the database, and delivered after that: a crash in between costs one delivery, whose line stands behind the bell
 * all the same, and never gives one twice.
 */
export class NoticeService implements LoopListener {
  readonly #deps: NoticeServiceDeps;
  readonly #mailer: NoticeMailer;
  readonly #waiting: WaitingOrders;
  /** Everything up to this number was delivered, or belongs to an earlier start. */
  #deliveredTo: number;

  constructor(deps: NoticeServiceDeps) {
    this.#deps = deps;
    this.#mailer = new NoticeMailer({ ...deps, settings: () => this.mailSettings() });
    this.#waiting = new WaitingOrders(deps.store, deps.notifier);
    this.#deliveredTo = deps.store.notices.lastId();
  }

  /** Forgets what is old, and tells the desktop its number. */
  start(): void {
    this.#commit([{ kind: 'notice.prune', before: this.#deps.clock.now() - keptMs }]);
    this.#waiting.tell();
  }

  close(): Promise<void> {
    return this.#mailer.close();
  }

  list(limit: number): { notices: Notice[]; unread: number } {
    const { notices } = this.#deps.store;
    return { notices: notices.latest(limit), unread: notices.unread() };
  }

  markRead(upTo: Moment, ctx: CallContext): void {
    this.#commit([{ kind: 'notice.read', upTo }], ctx.actor);
  }

  mailSettings(): NoticeMailSettings {
    return noticeMailSettingsSchema.catch(noMails).parse(this.#deps.store.setting(settingKey));
  }

  saveMailSettings(settings: NoticeMailSettings, ctx: CallContext): NoticeMailSettings {
    const value = { ...settings, mailTo: [...new Set(settings.mailTo)] };
    this.#deps.store.commit([{ kind: 'setting.set', key: settingKey, value }], this.#origin(ctx.actor));
    return value;
  }

  troubleBegan(shopId: ShopId, since: Moment, error: AppError): void {
    this.#add({ eventKey: failedKey(shopId, since), kind: 'import_failed', shopId, errorCode: error.code });
  }

  troubleEnded(shopId: ShopId, since: Moment): void {
    this.#add({
      eventKey: `import_recovered:${shopId}:${since}`,
      onlyAfter: failedKey(shopId, since),
      kind: 'import_recovered',
      shopId,
    });
  }

  openTrouble(shopId: ShopId): { since: Moment; errorCode: ErrorCode | null } | null {
    const open = this.#deps.store.notices.openTrouble(shopId);
    return open === null
      ? null
      : { since: Number(open.eventKey.split(':').at(-1)), errorCode: open.errorCode };
  }

  /** To be told of every commit: what it put on record is delivered. */
  onCommit(events: readonly ChangeEvent[]): void {
    this.#waiting.onCommit(events);
    if (!events.some((event) => event.type === 'changed' && event.entity === 'notice')) return;
    const fresh = this.#deps.store.notices.after(this.#deliveredTo);
    this.#deliveredTo = fresh.at(-1)?.id ?? this.#deliveredTo;
    // What the simulated mall does matters to nobody outside this window.
    const real = fresh.filter(({ shopId }) => shopId === null || !this.#isDemo(shopId));
    if (real.length === 0) return;
    this.#deps.notifier?.notices(real);
    this.#mailer.take(real);
  }

  #isDemo(shopId: ShopId): boolean {
    return this.#deps.store.shop(shopId)?.environment === 'demo';
  }

  #add({
    eventKey,
    onlyAfter = null,
    ...facts
  }: Pick<NoticeAdd, 'eventKey'> &
    Partial<Pick<NoticeAdd, 'onlyAfter'>> &
    Pick<NoticeAdd['notice'], 'kind'> &
    Partial<NoticeAdd['notice']>): void {
    const nothing = { shopId: null, count: 0, orderId: null, errorCode: null, name: '', reason: '' };
    this.#commit([{ kind: 'notice.add', eventKey, onlyAfter, notice: { ...nothing, ...facts } }]);
  }

  #commit(changes: Parameters<Store['commit']>[0], actor = 'system'): void {
    this.#deps.store.commit(changes, this.#origin(actor));
  }

  #origin(actor: string): CommitOrigin {
    return { actor, terminal: this.#deps.terminalName(), at: this.#deps.clock.now() };
  }
}

const failedKey = (shopId: ShopId, since: Moment): string => `import_failed:${shopId}:${since}`;
