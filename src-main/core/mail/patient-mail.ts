import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { Mail } from '../ports/mail-sender.ts';
import type { WarningMail } from '../ports/warning-mail.ts';

/** A mail that could not leave is tried again for this long. */
const triedForMs = 24 * 3_600_000;

export interface PatientMailDeps {
  readonly clock: Clock;
  readonly log: Logger;
  /** null where no mail can be sent. */
  readonly mail: WarningMail | null;
}

/** Mails that nobody waits for: what cannot leave now stays for the next `send`, up to a day. */
export class PatientMail {
  readonly #deps: PatientMailDeps;
  #unsent: { readonly mail: Mail; readonly until: number }[] = [];

  constructor(deps: PatientMailDeps) {
    this.#deps = deps;
  }

  get isEmpty(): boolean {
    return this.#unsent.length === 0;
  }

  /** The same words to each of these addresses, a mail of its own each. */
  add(mailTo: readonly string[], text: Omit<Mail, 'to'>): void {
    const until = this.#deps.clock.now() + triedForMs;
    this.#unsent.push(...mailTo.map((to) => ({ mail: { to, ...text }, until })));
  }

  /** Tries every mail once; throws nothing. */
  async send(): Promise<void> {
    const { mail: sender, clock, log } = this.#deps;
    const waiting = this.#unsent;
    this.#unsent = [];
    if (sender === null) return;
    for (const unsent of waiting) {
      try {
        await sender.send(unsent.mail);
      } catch (error) {
        const again = clock.now() < unsent.until;
        log.warn('A mail could not be sent', { again, error });
        if (again) this.#unsent.push(unsent);
      }
    }
  }
}
