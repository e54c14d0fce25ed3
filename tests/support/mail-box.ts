import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as the server took it. */
export interface TakenMail {
  readonly from: string;
  readonly to: string[];
  /** Headers and body as received. */
  readonly raw: string;
  readonly subject: string;
  /** The decoded plain text. */
  readonly text: string;
}

/** A real SMTP server on a free port of this computer that keeps what it is given. */
export class MailBox {
  readonly mails: TakenMail[] = [];
  readonly port: number;
  readonly #server: SMTPServer;

  private constructor(server: SMTPServer, mails: TakenMail[]) {
    this.#server = server;
    this.mails = mails;
    this.port = (server.server.address() as AddressInfo).port;
  }

  /** Takes mail from `user` with `password` (null: without a login) for everyone but `refused@…`. */
  static async start(
    login: { user: string; password: string } | null,
    options: SMTPServerOptions = {},
  ): Promise<MailBox> {
    const mails: TakenMail[] = [];
    const server = new SMTPServer({
      authOptional: login === null,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      onAuth: (auth, _session, done) => {
        const isRight = auth.username === login?.user && auth.password === login?.password;
        done(isRight ? null : new Error('Invalid login'), isRight ? { user: auth.username } : undefined);
      },
      onRcptTo: (address, _session, done) => {
        done(address.address.startsWith('refused@') ? new Error('No such user') : null);
      },
      onData: (stream, session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          const from = mailFrom === false ? '' : mailFrom.address;
          mails.push({ from, to: rcptTo.map(({ address }) => address), ...read(Buffer.concat(parts)) });
          done();
        });
      },
      ...options,
    });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    return new MailBox(server, mails);
  }

  /** The latest mail. Throws when there is none. */
  get last(): TakenMail {
    const last = this.mails.at(-1);
    if (last === undefined) throw new Error('no mail was taken');
    return last;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

function read(bytes: Buffer): { raw: string; subject: string; text: string } {
  const raw = bytes.toString('utf8');
  const end = raw.indexOf('\r\n\r\n');
  const headers = raw.slice(0, end).replace(/\r\n[ \t]+/g, ' ');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1] ?? '';
  return {
    raw,
    subject: decodedWords(header('Subject')),
    text: decodedBody(raw.slice(end + 4), header('Content-Transfer-Encoding')),
  };
}

/** RFC 2047 encoded words. */
function decodedWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_all, kind: string, word: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : quotedPrintable(word.replaceAll('_', ' ')),
    );
}

function decodedBody(body: string, encoding: string): string {
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8');
  return /quoted/i.test(encoding) ? quotedPrintable(body.replace(/=\r\n/g, '')) : body;
}

function quotedPrintable(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
