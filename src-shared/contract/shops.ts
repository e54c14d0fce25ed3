import { z } from 'zod';
import { appErrorSchema } from '../domain/errors.ts';
import { shopIdSchema } from '../domain/ids.ts';
import { mallCodeSchema, shopEnvironmentSchema } from '../domain/mall.ts';
import { sessionScopeSchema } from '../domain/session-scope.ts';
import { jstDateSchema, momentSchema } from '../domain/time.ts';
import { command, emptySchema, okSchema, query } from './base.ts';

/** How the browser hands the authorization code back (yahoo §1.2). */
export const redirectMethods = ['paste', 'loopback', 'scheme'] as const;
export const redirectMethodSchema = z.enum(redirectMethods);
export type RedirectMethod = z.infer<typeof redirectMethodSchema>;

/** Shared settings of a shop; the client secret is write-only and never among them. */
export const shopInputSchema = z.object({
  mall: mallCodeSchema,
  name: z.string().trim().min(1).max(60),
  /** ストアアカウント: lower-case letters, digits, `-`, `_` (yahoo §4). */
  sellerId: z.string().trim().min(1).max(128),
  clientId: z.string().trim().min(1).max(200),
  environment: shopEnvironmentSchema,
  redirectMethod: redirectMethodSchema,
  /** The callback registered at the mall; '' with `loopback` = the product's own default. */
  redirectUri: z.string().trim().max(500),
});
export type ShopInput = z.infer<typeof shopInputSchema>;

/** X-SWS-Authorize-Status (yahoo §2.3) or an unknown text kept as it came. */
export const keyVerdictSchema = z.object({ value: z.string(), at: momentSchema });

/** How a consent of one scope stands, as the screen shows it (spec §2.1). */
export const consentStatusSchema = z.object({
  /** `expiring`: still usable, ends soon. */
  state: z.enum(['none', 'consenting', 'signed', 'unsigned', 'expiring', 'expired', 'withdrawn']),
  /** Which of the two lives applies, 28 days or 12 hours; null without a consent. */
  life: z.enum(['signed', 'unsigned']).nullable(),
  /** Why it is so, as a code for the texts: e.g. `never`, `no_key`, `verdict`, `time`, `mall_said_expired`. */
  reason: z.string(),
  consentedAt: momentSchema.nullable(),
  /** When the consent ends: 28 days signed, 12 hours unsigned. */
  expiresAt: momentSchema.nullable(),
  lastVerdict: keyVerdictSchema.nullable(),
});
export type ConsentStatus = z.infer<typeof consentStatusSchema>;

/** What is known of a scope's public key without showing it. */
export const keyFactsSchema = z.object({
  keyVersion: z.string(),
  bits: z.int(),
  fingerprint: z.string(),
  issuedOn: jstDateSchema,
  expiresOn: jstDateSchema,
});

/** All files given for an API certificate together, bytes: a certificate and its key are a few kB. */
export const maxCertificateUploadBytes = 200 * 1024;
/** A folder's content dropped at once is sorted through; more than this was meant for something else. */
export const maxCertificateFiles = 50;

/**
 * How far the names say that a certificate belongs to its shop (`SHP-<store>.crt`, `<store>.key`, subject).
 * `other_store` arises when the store account is changed later; such a certificate cannot be saved.
 */
export const storeMatches = ['confirmed', 'key_name_differs', 'unconfirmed', 'other_store'] as const;
export const storeMatchSchema = z.enum(storeMatches);
export type StoreMatch = z.infer<typeof storeMatchSchema>;

/** What may be shown of this terminal's API certificate (yahoo §2.6); its key never is. */
export const apiCertificateSchema = z.object({
  /** `CN=…, O=…` as one line. */
  subject: z.string(),
  issuer: z.string(),
  validFrom: momentSchema,
  expiresAt: momentSchema,
  /** SHA-256 of the certificate, lower-case hex in groups of two. */
  fingerprint: z.string(),
  certificateFile: z.string(),
  keyFile: z.string(),
  savedAt: momentSchema,
  storeMatch: storeMatchSchema,
});
export type ApiCertificate = z.infer<typeof apiCertificateSchema>;

/** The pair or the ZIP as chosen or dropped. Larger files are refused before they are sent. */
export const certificateFilesSchema = z
  .array(
    z.object({
      name: z.string().max(260),
      base64: z.base64().max(Math.ceil(maxCertificateUploadBytes / 3) * 4),
    }),
  )
  .max(maxCertificateFiles);
export type CertificateFile = z.infer<typeof certificateFilesSchema>[number];

export const shopSchema = shopInputSchema.extend({
  id: shopIdSchema,
  version: z.int(),
  hasClientSecret: z.boolean(),
  /** This PC's own, for manual import. */
  terminalKey: keyFactsSchema.nullable(),
  /** This terminal's API certificate; expired ones are kept but not presented. */
  certificate: apiCertificateSchema.nullable(),
  consent: consentStatusSchema,
  /** Every terminal's, for auto import and stock link. */
  sharedKey: keyFactsSchema.nullable(),
  sharedConsent: consentStatusSchema,
  /** End of the period covered by the last finished import; null before the first. */
  lastImportTo: momentSchema.nullable(),
  lastImportAt: momentSchema.nullable(),
});
export type Shop = z.infer<typeof shopSchema>;

/** Both or neither (spec §2.1); an empty pair is refused too – removal is its own operation. */
export const keyInputSchema = z.object({
  shopId: shopIdSchema,
  scope: sessionScopeSchema,
  /** The whole PEM as pasted; blanks, CRLF, full-width spaces and typographic dashes are repaired. */
  publicKey: z.string().max(20_000),
  keyVersion: z.string().max(20),
  issuedOn: jstDateSchema,
});

export const keyCheckSchema = z.object({
  bits: z.int(),
  fingerprint: z.string(),
  /** What was repaired in the pasted text: `blanks`, `line_ends`, `full_width`, `dashes`, `header`. */
  repairs: z.array(z.string()),
  /** Names of other shops that hold the same key in either scope: a warning, not an error. */
  sameKeyShops: z.array(z.string()),
});

const shopRef = z.object({ shopId: shopIdSchema });
const scopeRef = shopRef.extend({ scope: sessionScopeSchema });

/** The mall's answer to 「公開鍵をテスト」. */
export const keyTestSchema = z.object({
  at: momentSchema,
  /** X-SWS-Authorize-Status, or null when the mall gave none. */
  verdict: z.string().nullable(),
  /** What the call itself failed with; the verdict may be there all the same. */
  error: appErrorSchema.nullable(),
});
export type KeyTest = z.infer<typeof keyTestSchema>;

export const shopsContract = {
  list: query.input(emptySchema).output(z.object({ shops: z.array(shopSchema) })),
  create: command
    .input(z.object({ shop: shopInputSchema, clientSecret: z.string().max(500) }))
    .output(shopSchema),
  /** `version` is the one the editor saw; a newer one answers `conflict`. A null secret keeps the stored one, '' removes it. */
  update: command
    .input(
      shopRef.extend({
        version: z.int(),
        shop: shopInputSchema,
        clientSecret: z.string().max(500).nullable(),
      }),
    )
    .output(shopSchema),
  /** Removes the shop from view with its secrets; its orders stay. Refused while an import runs. */
  remove: command.input(shopRef.extend({ version: z.int() })).output(okSchema),
  /** Checks a pasted key without keeping anything. */
  checkKey: query
    .input(z.object({ shopId: shopIdSchema.nullable(), publicKey: z.string().max(20_000) }))
    .output(keyCheckSchema),
  saveKey: command.input(keyInputSchema).output(z.object({ shop: shopSchema, check: keyCheckSchema })),
  removeKey: command.input(scopeRef).output(shopSchema),
  /** Checks the pair or the downloaded ZIP and keeps it for this terminal, in place of an earlier one. */
  saveCertificate: command.input(shopRef.extend({ files: certificateFilesSchema })).output(shopSchema),
  removeCertificate: command.input(shopRef).output(shopSchema),
};

export const authContract = {
  /** 「公開鍵をテスト」: one signed call in the scope; throws `key_missing` without a key, `consent_required` without a token. */
  testKey: command.input(scopeRef).output(keyTestSchema),
  /** Starts 「リフレッシュトークン更新」: the address to open in a browser. `loopback` completes by itself. */
  begin: command.input(shopRef).output(
    z.object({
      attemptId: z.uuid(),
      authorizationUrl: z.string(),
      method: redirectMethodSchema,
      redirectUri: z.string(),
      expiresAt: momentSchema,
    }),
  ),
  /** Redeems what the operator pasted: the whole redirected address (paste), or what the custom scheme delivered. */
  complete: command
    .input(z.object({ attemptId: z.uuid(), redirected: z.string().max(8_000) }))
    .output(shopSchema),
  cancel: command.input(z.object({ attemptId: z.uuid() })).output(okSchema),
  /** State of a running attempt, for loopback and scheme where no one pastes. */
  attempt: query.input(z.object({ attemptId: z.uuid() })).output(
    z.object({
      state: z.enum(['waiting', 'redeeming', 'done', 'failed', 'cancelled', 'expired']),
      errorCode: z.string().nullable(),
      errorDetails: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
};
