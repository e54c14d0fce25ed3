import { type MailSettings, mailSettingsSchema } from '#shared/contract/mail.ts';
import { AppError } from '#shared/domain/errors.ts';
import { testMail } from '#shared/i18n/mails.ts';
import type { CallContext } from '../context.ts';
import type { Clock } from '../ports/clock.ts';
import type { Mail, MailSender } from '../ports/mail-sender.ts';
import type { SharedVault } from '../ports/shared-vault.ts';
import type { Store } from '../ports/store.ts';

const settingKey = 'mail.smtp';
const passwordOwner = 'all';
const passwordName = 'smtp-password';

export interface MailServiceDeps {
  readonly store: Store;
  readonly vault: SharedVault;
  readonly sender: MailSender;
  readonly clock: Clock;
  readonly terminalName: () => string;
}

/** Sending mail with the settings that all terminals share; the password lies in the shared vault. */
export class MailService {
  readonly #deps: MailServiceDeps;

  constructor(deps: MailServiceDeps) {
    this.#deps = deps;
  }

  async get(): Promise<{ settings: MailSettings | null; hasPassword: boolean }> {
    return {
      settings: this.#settings(),
      hasPassword: await this.#deps.vault.has(passwordOwner, passwordName),
    };
  }

  /** A null password keeps the stored one, '' removes it. */
  async save(
    settings: MailSettings,
    password: string | null,
    ctx: CallContext,
  ): Promise<{ settings: MailSettings | null; hasPassword: boolean }> {
    const { store, vault, clock, terminalName } = this.#deps;
    if (password !== null) {
      await (password === ''
        ? vault.remove(passwordOwner, passwordName)
        : vault.put(passwordOwner, passwordName, password));
    }
    store.commit([{ kind: 'setting.set', key: settingKey, value: settings }], {
      actor: ctx.actor,
      terminal: terminalName(),
      at: clock.now(),
    });
    return this.get();
  }

  /** 「テスト送信」. Throws what `send` throws. */
  async test(to: string): Promise<void> {
    const { clock, terminalName } = this.#deps;
    await this.send({ to, ...testMail({ terminal: terminalName(), at: clock.now() }) });
  }

  /** Throws AppError `mail_not_configured` and the other `mail_*` codes. */
  async send(mail: Mail): Promise<void> {
    const settings = this.#settings();
    if (settings === null) throw new AppError('mail_not_configured', 'No mail server is set');
    const { vault, sender } = this.#deps;
    const password = settings.user === '' ? null : await vault.lease(passwordOwner, passwordName);
    await sender.send(settings, password, mail);
  }

  #settings(): MailSettings | null {
    return mailSettingsSchema
      .nullable()
      .catch(null)
      .parse(this.#deps.store.setting(settingKey) ?? null);
  }
}
