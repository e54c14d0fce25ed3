import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { importRunIdSchema, shopIdSchema } from '../domain/ids.ts';
import { sessionScopeSchema } from '../domain/session-scope.ts';
import { momentSchema } from '../domain/time.ts';
import { emptySchema, query, stream } from './base.ts';
import { csvCheckProgressSchema } from './csv.ts';
import { importProgressSchema } from './imports.ts';
import { jobProgressSchema } from './jobs.ts';

/** What changed after a commit; the renderer invalidates by id and asks again for what it shows. */
export const changeEventSchema = z.discriminatedUnion('type', [
  /** First event of every subscription: from here on nothing is missed. */
  z.object({ type: z.literal('ready'), revision: z.int() }),
  z.object({
    type: z.literal('changed'),
    revision: z.int(),
    entity: z.enum([
      'order',
      'shop',
      'view',
      'phase',
      'setting',
      'importRun',
      'session',
      'emailAuth',
      'clock',
      'expiry',
      'job',
      'outbox',
      'rule',
      'csvMapping',
      'fraudRelease',
      'autoImport',
      'emergencyStop',
      'notice',
    ]),
    /** Empty = too many to name: treat all of the entity as changed. */
    ids: z.array(z.union([z.string(), z.int()])),
  }),
  /** The mall stopped accepting a scope's public key: 28 days have become 12 hours, which must be known at once. */
  z.object({
    type: z.literal('sessionDegraded'),
    shopId: shopIdSchema,
    shopName: z.string(),
    scope: sessionScopeSchema,
    verdict: z.string(),
    expiresAt: momentSchema,
  }),
  /**
   * A window or a count that was answered as not exact can be answered better now: nothing changed, more was found.
   * Comes again and again, a few times a second, until all is known.
   */
  z.object({ type: z.literal('windowGrew') }),
  z.object({ type: z.literal('jobProgress'), jobId: z.uuid(), progress: jobProgressSchema }),
  z.object({ type: z.literal('csvCheckProgress'), fileId: z.uuid(), progress: csvCheckProgressSchema }),
  z.object({ type: z.literal('importProgress'), runId: importRunIdSchema, progress: importProgressSchema }),
]);
export type ChangeEvent = z.infer<typeof changeEventSchema>;

export const systemInfoSchema = z.object({
  appVersion: z.string(),
  hostKind: z.enum(['utility-process', 'child-process', 'headless', 'in-process']),
  terminalName: z.string(),
  /** Where secrets are kept: the OS keychain, or this run's memory only, with the reason. */
  secretStore: z.object({ kind: z.enum(['keychain', 'memory']), reason: z.string() }),
  database: z.object({ schemaVersion: z.int(), revision: z.int(), sizeBytes: z.int(), openMs: z.number() }),
  demo: z.object({ available: z.boolean(), running: z.boolean() }),
});
export type SystemInfo = z.infer<typeof systemInfoSchema>;

export const systemContract = {
  info: query.input(emptySchema).output(systemInfoSchema),
  events: stream.input(emptySchema).output(eventIterator(changeEventSchema)),
};
