import { z } from 'zod';
import { command, emptySchema, okSchema, query } from './base.ts';

/** How the connection to the mail server is protected: TLS from the start, STARTTLS (required), or not at all. */
export const mailSecurities = ['tls', 'starttls', 'none'] as const;

const addressSchema = z.email().max(254);

/** Shared settings for sending mail; the password is write-only and never among them. */
export const mailSettingsSchema = z.object({
  host: z.string().trim().min(1).max(253),
  port: z.int().min(1).max(65_535),
  security: z.enum(mailSecurities),
  /** '' = the server asks for no login. */
  user: z.string().trim().max(254),
  from: addressSchema,
});
export type MailSettings = z.infer<typeof mailSettingsSchema>;

const mailStateSchema = z.object({ settings: mailSettingsSchema.nullable(), hasPassword: z.boolean() });

export const mailContract = {
  get: query.input(emptySchema).output(mailStateSchema),
  /** A null password keeps the stored one, '' removes it. */
  save: command
    .input(z.object({ settings: mailSettingsSchema, password: z.string().max(500).nullable() }))
    .output(mailStateSchema),
  /** 「テスト送信」 with the saved settings; throws the `mail_*` codes. */
  test: command.input(z.object({ to: addressSchema })).output(okSchema),
};
