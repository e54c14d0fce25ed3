import type { MailSender } from '#main/core/ports/mail-sender.ts';
import type { SharedVault } from '#main/core/ports/shared-vault.ts';

/** A shared vault for tests that look at other things; `values` are found by name, whoever their owner is. */
export function memoryVault(values: Record<string, string> = {}): SharedVault {
  return {
    put: async (_owner, name, value) => {
      values[name] = value;
    },
    lease: async (_owner, name) => values[name] ?? null,
    has: async (_owner, name) => name in values,
    remove: async (_owner, name) => {
      delete values[name];
    },
    seal: async (_purpose, text) => text,
    open: async (_purpose, sealed) => sealed,
  };
}

/** For tests in which no mail is sent. */
export const noMail: MailSender = { send: () => Promise.reject(new Error('no mail is expected')) };
