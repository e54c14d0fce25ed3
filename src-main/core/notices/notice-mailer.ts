import type { NoticeMailSettings } from '#shared/contract/notices.ts';
import { type Notice, noticeGroupOf } from '#shared/domain/notice.ts';
import { noticeMail } from '#shared/i18n/notice-words.ts';
import { PatientMail, type PatientMailDeps } from '../mail/patient-mail.ts';

/** What comes within this time, ms, is one mail: an import brings its orders in many commits. */
const gatheredMs = 30_000;
/** A mail that could not leave is tried again so often, ms. */
const retryMs = 15 * 60_000;

/** Mails notices to whom the shared settings name. */
export class NoticeMailer {
  readonly #deps: PatientMailDeps & { readonly settings: () => NoticeMailSettings };
  readonly #mails: PatientMail;
  readonly #end = new AbortController();
  #gathered: Notice[] = [];
  #work: Promise<void> | null = null;
  #wake = new AbortController();

  constructor(deps: PatientMailDeps & { readonly settings: () => NoticeMailSettings }) {
    this.#deps = deps;
    this.#mails = new PatientMail(deps);
  }

  /** Takes what just happened; the mail leaves a little later. */
  take(notices: readonly Notice[]): void {
    const settings = this.#deps.settings();
    const wanted = notices.filter(({ kind }) => settings[noticeGroupOf[kind]]);
    if (settings.mailTo.length === 0 || wanted.length === 0 || this.#end.signal.aborted) return;
    this.#gathered.push(...wanted);
    this.#wake.abort();
    this.#work ??= this.#run();
  }

  /** What has not left yet is given up. */
  async close(): Promise<void> {
    this.#end.abort();
    this.#wake.abort();
    await this.#work;
  }

  async #run(): Promise<void> {
    const { signal } = this.#end;
    while (!signal.aborted && (this.#gathered.length > 0 || !this.#mails.isEmpty)) {
      if (this.#gathered.length > 0) {
        await this.#sleep(gatheredMs, signal);
        this.#mails.add(this.#deps.settings().mailTo, noticeMail(this.#gathered.splice(0)));
      } else {
        this.#wake = new AbortController();
        await this.#sleep(retryMs, this.#wake.signal);
        if (this.#gathered.length > 0) continue;
      }
      if (!signal.aborted) await this.#mails.send();
    }
    this.#work = null;
  }

  #sleep(ms: number, signal: AbortSignal): Promise<void> {
    return this.#deps.clock.sleep(ms, signal).catch(() => undefined);
  }
}
