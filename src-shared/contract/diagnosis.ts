import { z } from 'zod';
import { shopIdSchema } from '../domain/ids.ts';
import { sessionScopeSchema } from '../domain/session-scope.ts';
import { momentSchema } from '../domain/time.ts';
import { command } from './base.ts';

/** The checks of spec §2.3, in the order shown. */
export const diagnosisCheckIds = [
  'mall_answer',
  'key_pair',
  'scope_used',
  'verdict',
  'key_age',
  'consent_age',
  'clock',
  'enabled_keys',
  'certificate',
] as const;
export const diagnosisCheckIdSchema = z.enum(diagnosisCheckIds);
export type DiagnosisCheckId = z.infer<typeof diagnosisCheckIdSchema>;

/** What the button of a check does. */
export const fixActions = [
  'start_consent',
  'open_key',
  'open_certificate',
  'open_shop_settings',
  'open_date_settings',
  'open_mall_keys',
  'open_mall_applications',
  'run_again',
] as const;
export const fixActionSchema = z.enum(fixActions);
export type FixAction = z.infer<typeof fixActionSchema>;

export const checkResultSchema = z.enum(['ok', 'bad', 'unknown']);

export const diagnosisCheckSchema = z.object({
  id: diagnosisCheckIdSchema,
  result: checkResultSchema,
  /** Evidence as a code for the texts (`diagnosis.evidence.<id>.<evidence>`) and its facts; never a secret. */
  evidence: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  fix: fixActionSchema.nullable(),
});
export type DiagnosisCheck = z.infer<typeof diagnosisCheckSchema>;

export const diagnosisSchema = z.object({
  shopId: shopIdSchema,
  shopName: z.string(),
  sellerId: z.string(),
  scope: sessionScopeSchema,
  at: momentSchema,
  terminal: z.string(),
  appVersion: z.string(),
  checks: z.array(diagnosisCheckSchema),
  /** Nothing is bad, and only what cannot be read from here is left open: the clock history comes next. */
  allGood: z.boolean(),
  /** The PC that gave the consent, whose clock history is worth a look; null when it is not known. */
  consentTerminal: z.string().nullable(),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;

export const diagnosisContract = {
  /**
   * Runs every check live, with one small signed call to the mall where that does no harm. `errorCode`: the
   * mall's code (`px-…`) or this product's own, as shown with the error that led here. Never throws for what
   * a check finds: that is its result.
   */
  run: command
    .input(
      z.object({
        shopId: shopIdSchema,
        scope: sessionScopeSchema,
        errorCode: z.string().max(60).optional(),
      }),
    )
    .output(diagnosisSchema),
};
