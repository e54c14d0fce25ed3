import type { MailSettings } from '#shared/contract/mail.ts';

/** Plain text, UTF-8. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hands one mail to a mail server. */
export interface MailSender {
  /**
   * Resolves when the server has taken the mail for its recipient. Throws AppError `mail_unreachable`,
   * `mail_timeout`, `mail_tls_failed`, `mail_login_failed`, `mail_refused` (sender, recipient or content),
   * `mail_failed`.
   */
  send(settings: MailSettings, password: string | null, mail: Mail): Promise<void>;
}
