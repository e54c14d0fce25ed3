import nodemailer from 'nodemailer';
import type { SMTPError } from 'nodemailer/lib/smtp-connection/index.js';
import type { MailSettings } from '#shared/contract/mail.ts';
import { AppError, type ErrorCode } from '#shared/domain/errors.ts';
import type { Mail, MailSender } from '../core/ports/mail-sender.ts';

const connectMs = 15_000;
const silenceMs = 30_000;

/** Mail by SMTP; one connection per mail. nodemailer is used here only. */
export const smtpSender: MailSender = {
  async send(settings: MailSettings, password: string | null, mail: Mail): Promise<void> {
    const { host, port, security, user, from } = settings;
    const transport = nodemailer.createTransport({
      host,
      port,
      secure: security === 'tls',
      // Without these a server that hides STARTTLS would get the password in the clear, and `none` would use it.
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      ...(user === '' ? {} : { auth: { user, pass: password ?? '' } }),
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      socketTimeout: silenceMs,
      disableFileAccess: true,
      disableUrlAccess: true,
      logger: false,
    });
    try {
      await transport.sendMail({ from: { name: '受注番', address: from }, ...mail });
    } catch (error) {
      throw mailError(error as SMTPError);
    } finally {
      transport.close();
    }
  },
};

/** nodemailer's own codes for what went wrong. */
const meanings: Readonly<Record<string, ErrorCode>> = {
  EAUTH: 'mail_login_failed',
  ENOAUTH: 'mail_login_failed',
  EENVELOPE: 'mail_refused',
  EMESSAGE: 'mail_refused',
  ETLS: 'mail_tls_failed',
  EREQUIRETLS: 'mail_tls_failed',
  ETIMEDOUT: 'mail_timeout',
  EDNS: 'mail_unreachable',
  ECONNECTION: 'mail_unreachable',
  ESOCKET: 'mail_unreachable',
};

/** The server's answer may repeat the user's name but never the password; it is kept short. */
function mailError(error: SMTPError): AppError {
  const code = isCertificateError(error) ? 'mail_tls_failed' : (meanings[error.code ?? ''] ?? 'mail_failed');
  return new AppError(code, `The mail could not be sent (${error.code ?? 'unknown'})`, {
    details: {
      reason: error.code ?? '',
      smtpCode: error.responseCode ?? null,
      smtpAnswer: (error.response ?? '').slice(0, 300),
    },
    retryable: code === 'mail_timeout' || code === 'mail_unreachable',
    cause: error,
  });
}

/** A failed handshake comes with the code of the socket. */
function isCertificateError(error: Error): boolean {
  return /certificate|self-signed|wrong version number|ssl|tls/i.test(error.message);
}
