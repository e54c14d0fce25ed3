import type { NoticeSettings, TerminalSettings } from '#shared/contract/shell.ts';
import type { ExpiryWarning } from '#shared/domain/expiry.ts';
import { commonPlace, type Notice, type NoticePlace, noticeGroupOf } from '#shared/domain/notice.ts';
import type { NoticeLanguage } from '#shared/i18n/expiry-notice.ts';
import { desktopNotification, type NotificationText } from '#shared/i18n/notice-words.ts';
import { type KeptNotices, nothingKept } from '../../settings/kept-notices.ts';
import { quietUntil } from './quiet-hours.ts';

/** What comes within this time, ms, is one notification. */
const gatheredMs = 3_000;
/** The end of the quiet hours is looked for this often at least, ms: a sleeping PC makes long waits unreliable. */
const longestWaitMs = 10 * 60_000;

export interface DesktopNoticesDeps {
  readonly settings: () => Pick<TerminalSettings, 'language' | 'notices'>;
  /** epoch ms. */
  readonly now: () => number;
  readonly show: (text: NotificationText, onClick: () => void) => void;
  /** Opens the window where one sees what it was about. */
  readonly open: (place: NoticePlace) => void;
  /** Where what waits for the end of the quiet hours outlasts a restart. */
  readonly kept: { read(): KeptNotices; write(kept: KeptNotices): void };
}

/**
 * What this PC's desktop shows, as its settings want it: kinds that are switched on, several at once as one, and what
 * came in the quiet hours as one summary when they end. An emergency stop is shown at once at any hour (spec §5).
 */
export class DesktopNotices {
  readonly #deps: DesktopNoticesDeps;
  #gathered: KeptNotices = nothingKept();
  #gathering: ReturnType<typeof setTimeout> | null = null;
  #kept: KeptNotices;
  #quiet: ReturnType<typeof setTimeout> | null = null;

  constructor(deps: DesktopNoticesDeps) {
    this.#deps = deps;
    this.#kept = deps.kept.read();
  }

  notices(notices: readonly Notice[]): void {
    const settings = this.#settings;
    const wanted = notices.filter(({ kind }) => settings[noticeGroupOf[kind]]);
    const [stops, others] = [wanted.filter(isStop), wanted.filter((notice) => !isStop(notice))];
    if (stops.length > 0) this.#show({ notices: stops, warnings: [] });
    this.#take({ notices: others, warnings: [] });
  }

  expiry(warnings: readonly ExpiryWarning[]): void {
    if (this.#settings.expiries) this.#take({ notices: [], warnings: [...warnings] });
  }

  /** The application has started, or its settings are other ones: quiet hours may have ended for what was kept. */
  reviewKept(): void {
    if (!isEmpty(this.#kept)) this.#watchQuiet();
  }

  get #settings(): NoticeSettings {
    return this.#deps.settings().notices;
  }

  #take(told: KeptNotices): void {
    if (isEmpty(told)) return;
    if (quietUntil(this.#settings.quietHours, this.#deps.now()) !== null) {
      add(this.#kept, told);
      this.#deps.kept.write(this.#kept);
      this.#watchQuiet();
      return;
    }
    add(this.#gathered, told);
    this.#gathering ??= setTimeout(() => {
      this.#gathering = null;
      const together = this.#gathered;
      this.#gathered = nothingKept();
      this.#show(together);
    }, gatheredMs);
  }

  #watchQuiet(): void {
    if (this.#quiet !== null) clearTimeout(this.#quiet);
    this.#quiet = null;
    const now = this.#deps.now();
    const end = quietUntil(this.#settings.quietHours, now);
    if (end === null) {
      const kept = this.#kept;
      this.#kept = nothingKept();
      this.#deps.kept.write(this.#kept);
      this.#show(kept, true);
      return;
    }
    this.#quiet = setTimeout(() => this.#watchQuiet(), Math.min(end - now, longestWaitMs));
  }

  #show(told: KeptNotices, afterQuiet = false): void {
    const { settings, now, show, open } = this.#deps;
    const language: NoticeLanguage = settings().language;
    show(desktopNotification(told, now(), language, afterQuiet), () => open(placeOfAll(told)));
  }
}

const isStop = ({ kind }: Notice): boolean => kind === 'stopped';

const isEmpty = ({ notices, warnings }: KeptNotices): boolean => notices.length + warnings.length === 0;

function add(to: KeptNotices, told: KeptNotices): void {
  to.notices.push(...told.notices);
  to.warnings.push(...told.warnings);
}

function placeOfAll({ notices, warnings }: KeptNotices): NoticePlace {
  if (notices.length === 0) return { kind: 'expiry' };
  return warnings.length === 0 ? commonPlace(notices) : { kind: 'notices' };
}
