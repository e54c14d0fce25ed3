import type { DemoMall } from '#main/core/ports/demo-mall.ts';
import type { LoopbackReceiver } from '#main/core/ports/loopback-receiver.ts';
import type { MailSender } from '#main/core/ports/mail-sender.ts';

const unused = (what: string) => () => Promise.reject(new Error(`${what} is not expected here`));

/** For tests in which no mail is sent. */
export const noMail: MailSender = { send: unused('a mail') };
/** For tests in which nobody consents by the loopback address. */
export const noLoopback: LoopbackReceiver = { listen: unused('a loopback receiver') };
/** For tests without demo malls. */
export const noDemoMall: DemoMall = { available: false, running: () => false, start: unused('a demo mall') };
