import { z } from 'zod';
import { momentSchema } from './time.ts';

/** A clock this much behind true time, or more, is rejected (spec §2.2): nine minutes. */
export const clockBehindLimitMs = 540_000;

/** How many checks the history of one terminal keeps. */
export const clockHistoryLength = 500;

/**
 * How this PC's clock stood. Everything but `good` is a refusal: `unknown` = no source answered,
 * `sources_disagree` = they contradict each other, `jumped` = the clock was changed during the check.
 */
export const clockVerdicts = ['good', 'ahead', 'behind', 'unknown', 'sources_disagree', 'jumped'] as const;
export const clockVerdictSchema = z.enum(clockVerdicts);
export type ClockVerdict = z.infer<typeof clockVerdictSchema>;

/** What the clock was checked for (spec §2.2), or what gave the occasion. */
export const clockPurposes = [
  'consent_begin',
  'consent_complete',
  'token_refresh',
  'email_auth',
  'auto_import',
  'manual',
  'start',
  'jump',
] as const;
export const clockPurposeSchema = z.enum(clockPurposes);
export type ClockPurpose = z.infer<typeof clockPurposeSchema>;

export const clockSourceKinds = ['http', 'sntp'] as const;

/** What one source of true time said. Offsets in ms: positive = this PC is ahead of the source. */
export const clockSourceSchema = z.object({
  /** Host name, with its port where it is not the usual one. */
  id: z.string(),
  kind: z.enum(clockSourceKinds),
  state: z.enum(['answered', 'failed', 'inconsistent']),
  /** Why it failed: `timeout`, `unreachable`, `no_date`, `cached`, `kiss_of_death` … */
  reason: z.string().nullable(),
  offsetMs: z.int().nullable(),
  /** The truth lies within offsetMs ± errorMs. */
  errorMs: z.int().nullable(),
  readings: z.int(),
  /** The shortest round trip. */
  roundTripMs: z.int().nullable(),
  /** Whether it agrees with the source that was judged by. */
  agrees: z.boolean(),
});
export type ClockSource = z.infer<typeof clockSourceSchema>;

/** One comparison of this PC's clock with true time. */
export const clockCheckSchema = z.object({
  id: z.uuid(),
  /** By this PC's own clock. */
  at: momentSchema,
  terminal: z.string(),
  purpose: clockPurposeSchema,
  verdict: clockVerdictSchema,
  /** Positive: this PC is ahead. null when nothing could be measured. */
  offsetMs: z.int().nullable(),
  errorMs: z.int().nullable(),
  /** How far the clock jumped during the check; 0 when it did not. */
  jumpMs: z.int(),
  durationMs: z.int(),
  sources: z.array(clockSourceSchema),
});
export type ClockCheck = z.infer<typeof clockCheckSchema>;
