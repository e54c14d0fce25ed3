import { z } from 'zod';
import { shopIdSchema } from '../domain/ids.ts';
import { momentSchema } from '../domain/time.ts';
import { command, query } from './base.ts';
import { shopSchema } from './shops.ts';

export const emailAuthStates = ['open', 'redeemed', 'cancelled', 'expired'] as const;

/** One 「メール認証」: a mail with the authorization link, redeemed at any terminal (spec §2.1). */
export const emailAuthSchema = z.object({
  id: z.uuid(),
  shopId: shopIdSchema,
  state: z.enum(emailAuthStates),
  to: z.string(),
  requestedBy: z.string(),
  requestedAt: momentSchema,
  /** When the latest mail left; null when none has. */
  sentAt: momentSchema.nullable(),
  expiresAt: momentSchema,
});
export type EmailAuth = z.infer<typeof emailAuthSchema>;

const idRef = z.object({ id: z.uuid() });

export const emailAuthContract = {
  /** The shop's latest email authentication, whatever its state. */
  latest: query
    .input(z.object({ shopId: shopIdSchema }))
    .output(z.object({ emailAuth: emailAuthSchema.nullable() })),
  /**
   * Makes a new authorization link and mails it; an earlier open one of the shop is cancelled. Nothing is
   * kept when the mail cannot be sent.
   */
  start: command
    .input(z.object({ shopId: shopIdSchema, to: z.email().max(254), requestedBy: z.string().trim().max(60) }))
    .output(emailAuthSchema),
  /** Mails the same link once more; its time does not start again. */
  resend: command.input(idRef).output(emailAuthSchema),
  cancel: command.input(idRef).output(emailAuthSchema),
  /**
   * Takes the pasted address, or only the code, at any terminal. Throws `email_auth_*`, `consent_*` and the
   * mall's refusals; a failed one may be tried again with a new code of the same link.
   */
  redeem: command.input(z.object({ shopId: shopIdSchema, pasted: z.string().max(8_000) })).output(shopSchema),
};
