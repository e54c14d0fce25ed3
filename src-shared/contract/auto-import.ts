import { z } from 'zod';
import { appErrorSchema } from '../domain/errors.ts';
import { orderIdSchema, shopIdSchema } from '../domain/ids.ts';
import { momentSchema } from '../domain/time.ts';
import { command, emptySchema, okSchema, query } from './base.ts';
import { importCountsSchema, importProgressSchema, importRunSchema } from './imports.ts';
import { jobSchema } from './jobs.ts';

/** How one shop is imported by itself (spec §3 Auto): shared by all terminals. */
export const shopAutoImportSchema = z.object({
  isOn: z.boolean(),
  /** Minutes from the end of one cycle to the next, 1–60. */
  intervalMinutes: z.int().min(1).max(60),
  /** New orders wait in 「自動受注取込」 until 「受注取込」; off: they begin where a manual import puts them. */
  usesStaging: z.boolean(),
  /** Set aside for a while without losing the rest. */
  isPaused: z.boolean(),
});
export type ShopAutoImport = z.infer<typeof shopAutoImportSchema>;

export const defaultShopAutoImport: ShopAutoImport = {
  isOn: false,
  intervalMinutes: 10,
  usesStaging: true,
  isPaused: false,
};

/** What holds for every shop. */
export const autoImportSettingsSchema = z.object({
  /** Days that a reconciliation looks back, by order time and by publication time (spec §3). */
  reconciliationDays: z.int().min(1).max(60),
});
export type AutoImportSettings = z.infer<typeof autoImportSettingsSchema>;

export const defaultAutoImportSettings: AutoImportSettings = { reconciliationDays: 14 };

/** Who imports a shop at present (spec §3: one importer per shop at a time). */
export const importLeaseSchema = z.object({
  shopId: shopIdSchema,
  /** The process that holds it; a new one with every start. */
  owner: z.string(),
  terminal: z.string(),
  purpose: z.enum(['manual', 'auto', 'reconciliation']),
  since: momentSchema,
  /** A dead owner's lease is free from here on. */
  expiresAt: momentSchema,
});
export type ImportLease = z.infer<typeof importLeaseSchema>;

export const reconciliationReasons = ['start', 'hourly', 'outage', 'wake', 'resume', 'asked'] as const;
export const reconciliationReasonSchema = z.enum(reconciliationReasons);
export type ReconciliationReason = z.infer<typeof reconciliationReasonSchema>;

/** A comparison of the mall's orders with ours (spec §3): 「gap 0 / n」 is `gap` / `listed`. */
export const reconciliationSchema = z.object({
  id: z.uuid(),
  shopId: shopIdSchema,
  reason: reconciliationReasonSchema,
  state: z.enum(['running', 'completed', 'failed', 'interrupted']),
  startedAt: momentSchema,
  finishedAt: momentSchema.nullable(),
  from: momentSchema,
  to: momentSchema,
  /** Distinct orders the mall has in the period. */
  listed: z.int(),
  /** Of them, unknown here when the comparison began … */
  missing: z.int(),
  /** … and known ones that had changed at the mall. */
  changed: z.int(),
  /** Still unknown here after the gap was imported. */
  gap: z.int(),
  error: appErrorSchema.nullable(),
});
export type Reconciliation = z.infer<typeof reconciliationSchema>;

/**
 * What a shop's loop does now. `waiting` until `until`; `backing_off`: failed `failures` times in a row, tried again at
 * `until`; `maintenance`: the mall said so; `busy`: another importer holds the lease; `needs_consent`, `clock_rejected`,
 * `stopped` (emergency stop) and `paused` import nothing until somebody acts.
 */
export const autoImportStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('paused') }),
  z.object({ kind: z.literal('stopped') }),
  z.object({ kind: z.literal('waiting'), until: momentSchema }),
  z.object({
    kind: z.literal('running'),
    purpose: z.enum(['auto', 'reconciliation']),
    since: momentSchema,
    progress: importProgressSchema,
  }),
  z.object({
    kind: z.literal('backing_off'),
    until: momentSchema,
    failures: z.int(),
    /** The circuit is open: only single tries, far apart. */
    isOpen: z.boolean(),
    error: appErrorSchema,
  }),
  z.object({ kind: z.literal('maintenance'), until: momentSchema, error: appErrorSchema }),
  z.object({ kind: z.literal('busy'), lease: importLeaseSchema, until: momentSchema }),
  z.object({ kind: z.literal('needs_consent'), error: appErrorSchema }),
  z.object({ kind: z.literal('clock_rejected'), until: momentSchema, error: appErrorSchema }),
  /** Only a person can mend it (permission, wrong shop …); tried again at `until` all the same. */
  z.object({ kind: z.literal('failed'), until: momentSchema, error: appErrorSchema }),
]);
export type AutoImportState = z.infer<typeof autoImportStateSchema>;

/** One run in the strip of the last 24 hours. */
export const stripRunSchema = z.object({
  at: momentSchema,
  durationMs: z.int(),
  trigger: importRunSchema.shape.trigger,
  state: importRunSchema.shape.state,
  created: z.int(),
  updated: z.int(),
  failed: z.int(),
});
export type StripRun = z.infer<typeof stripRunSchema>;

export const shopMonitorSchema = z.object({
  shopId: shopIdSchema,
  shopName: z.string(),
  settings: shopAutoImportSchema,
  /** Version of the settings, for saving them; 0 while they were never saved. */
  settingsVersion: z.int(),
  state: autoImportStateSchema,
  /** When the next cycle begins if nothing happens; null while there will be none. */
  nextAt: momentSchema.nullable(),
  lastSuccessAt: momentSchema.nullable(),
  /** Orders of this shop in 「自動受注取込」. */
  staged: z.int(),
  reconciliation: reconciliationSchema.nullable(),
  nextReconciliationAt: momentSchema.nullable(),
  /** Since 00:00 JST, by loop and reconciliation. */
  today: importCountsSchema.extend({ runs: z.int() }),
});
export type ShopMonitor = z.infer<typeof shopMonitorSchema>;

const shopIds = z.array(shopIdSchema).min(1);

/** Which staged orders 「受注取込」 takes in: those named, or all of some shops, or all. */
const acceptInputSchema = z
  .object({
    shopIds: shopIds.optional(),
    orderIds: z.array(orderIdSchema).min(1).max(20_000).optional(),
  })
  .refine(({ shopIds: shops, orderIds }) => shops === undefined || orderIds === undefined, {
    message: 'Either shops or orders',
  });
export type AcceptInput = z.infer<typeof acceptInputSchema>;

/** The loop that imports by itself, staging, and reconciliation (spec §3 Auto). */
export const autoImportContract = {
  /** Every connected shop, in the shops' order. */
  monitor: query
    .input(emptySchema)
    .output(
      z.object({ at: momentSchema, shops: z.array(shopMonitorSchema), settings: autoImportSettingsSchema }),
    ),
  /** Runs of one shop that began in [from, to), oldest first, idle cycles included; at most 2,000. */
  strip: query
    .input(z.object({ shopId: shopIdSchema, from: momentSchema, to: momentSchema }))
    .output(z.object({ runs: z.array(stripRunSchema) })),
  /** The latest automatic runs that brought something or failed, newest first. */
  runs: query
    .input(z.object({ shopId: shopIdSchema.optional(), limit: z.int().min(1).max(200).default(50) }))
    .output(z.object({ runs: z.array(importRunSchema) })),
  reconciliations: query
    .input(z.object({ shopId: shopIdSchema.optional(), limit: z.int().min(1).max(200).default(50) }))
    .output(z.object({ reconciliations: z.array(reconciliationSchema) })),
  /** Throws `conflict` for an outdated version, `not_found`. */
  saveShop: command
    .input(z.object({ shopId: shopIdSchema, version: z.int(), settings: shopAutoImportSchema }))
    .output(z.object({ settings: shopAutoImportSchema, version: z.int() })),
  saveSettings: command.input(autoImportSettingsSchema).output(autoImportSettingsSchema),
  /** Begins the next cycle of these shops at once. Throws `emergency_stopped`, `auto_import_off`, `import_busy`. */
  runNow: command.input(z.object({ shopIds })).output(okSchema),
  /** Compares with the mall at once. Throws `emergency_stopped`, `import_busy`, `consent_required`. */
  reconcileNow: command.input(z.object({ shopIds })).output(okSchema),
  /**
   * 「受注取込」: moves every order of these shops (all when left out), or just the orders named, from 「自動受注取込」 to
   * where the import rules or 新規受付 want it, past the fraud guard: a job with a result per row that can be undone.
   */
  accept: command.input(acceptInputSchema).output(jobSchema),
};
