import { z } from 'zod';
import { appErrorSchema } from '../domain/errors.ts';
import { orderIdSchema, phaseIdSchema } from '../domain/ids.ts';
import { mallOperationSchema } from '../domain/mall-operation.ts';
import { orderQuerySchema } from '../domain/order-query.ts';
import { momentSchema } from '../domain/time.ts';
import { command, emptySchema, okSchema, query } from './base.ts';

/** Which orders: those named, or all that match now, except some. `total` is the number the operator confirmed. */
export const orderTargetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('orders'), orderIds: z.array(orderIdSchema).min(1).max(20_000) }),
  z.object({
    kind: z.literal('query'),
    query: orderQuerySchema,
    except: z.array(orderIdSchema).max(20_000),
    total: z.int(),
  }),
]);
export type OrderTarget = z.infer<typeof orderTargetSchema>;

export const csvEncodings = ['shift_jis', 'utf-8', 'utf-8-bom'] as const;
export const csvEncodingSchema = z.enum(csvEncodings);
export type CsvEncoding = z.infer<typeof csvEncodingSchema>;

export const exportFormatSchema = z.object({
  encoding: csvEncodingSchema,
  /** Ids of `orderFields`, in the file's order. */
  columns: z.array(z.string().max(60)).min(1).max(200),
  /** One row per line of an order, or one row per order. */
  rowsPer: z.enum(['order', 'line']),
  /** Texts that a spreadsheet would take for a formula get a leading apostrophe. */
  formulaGuard: z.boolean(),
  /** Language of the header and of the words for states; Japanese when left out. */
  language: z.enum(['ja', 'en']).optional(),
});
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** What is done to each order. */
export const jobActionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('phase'), phaseId: phaseIdSchema }),
  /** Sets one editable field (id of `orderFields`). */
  z.object({ kind: z.literal('field'), field: z.string().max(60), value: z.string().max(4_000) }),
  /**
   * Queues the operation in the outbox; a row is done when the mall has it. `phaseAfter` is the phase each order
   * goes to once the mall has accepted.
   */
  z.object({ kind: z.literal('mall'), operation: mallOperationSchema, phaseAfter: phaseIdSchema.nullable() }),
  /** 注文再取込, first half: fetches and keeps what differs; nothing is applied (see the `reimport` group). */
  z.object({ kind: z.literal('reimport') }),
  z.object({ kind: z.literal('export'), format: exportFormatSchema }),
]);
export type JobAction = z.infer<typeof jobActionSchema>;

export const jobKinds = [
  'phase',
  'field',
  'mall',
  'reimport',
  'reimport_apply',
  'export',
  'csv_import',
  'undo',
  'accept',
] as const;
export const jobKindSchema = z.enum(jobKinds);
export type JobKind = z.infer<typeof jobKindSchema>;

/** running → completed | cancelled | failed; `interrupted`: the process died, it goes on with the next start. */
export const jobStateSchema = z.enum(['running', 'completed', 'cancelled', 'failed', 'interrupted']);
export type JobState = z.infer<typeof jobStateSchema>;

/** How one order fared: `done`, `unchanged` (was so already), `failed` (with the error), `waiting` (not yet). */
export const jobRowStateSchema = z.enum(['waiting', 'done', 'unchanged', 'failed']);
export type JobRowState = z.infer<typeof jobRowStateSchema>;

export const jobProgressSchema = z.object({
  total: z.int(),
  done: z.int(),
  unchanged: z.int(),
  failed: z.int(),
  /** Estimated time left, ms; null while unknown. */
  remainingMs: z.number().nullable(),
  /** Jobs that are to end before this one begins; left out or 0: it is being worked on, or over. */
  queuedBehind: z.int().optional(),
});
export type JobProgress = z.infer<typeof jobProgressSchema>;

/** Long work, or a finished change that can be undone. */
export const jobSchema = z.object({
  id: z.uuid(),
  kind: jobKindSchema,
  state: jobStateSchema,
  /**
   * Facts for the words of its title. phase: `phaseId`; field: `field`, `value`; mall: `operation` (its kind),
   * `phaseAfter`; reimport_apply: `of` (the reimport's id); undo: `undoes` (the job's id), `undoneKind`, `isRedo`, and
   * the facts of the job it takes back; accept (「受注取込」): none.
   */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  actor: z.string(),
  terminal: z.string(),
  startedAt: momentSchema,
  finishedAt: momentSchema.nullable(),
  progress: jobProgressSchema,
  error: appErrorSchema.nullable(),
  /** Its effect is local and can be taken back; `undoneBy` is the undo's job. */
  canUndo: z.boolean(),
  undoneBy: z.uuid().nullable(),
});
export type Job = z.infer<typeof jobSchema>;

export const jobRowSchema = z.object({
  seq: z.int(),
  orderId: orderIdSchema.nullable(),
  mallOrderId: z.string(),
  buyerName: z.string(),
  state: jobRowStateSchema,
  before: z.string(),
  after: z.string(),
  error: appErrorSchema.nullable(),
});
export type JobRow = z.infer<typeof jobRowSchema>;

const jobRef = z.object({ jobId: z.uuid() });

export const jobsContract = {
  /** Begins a bulk action. The orders are fixed at this moment. Throws `job_total_changed` (details: total) when far more match than confirmed. */
  start: command.input(z.object({ target: orderTargetSchema, action: jobActionSchema })).output(jobSchema),
  get: query.input(jobRef).output(jobSchema),
  /** Newest first. */
  list: query
    .input(z.object({ limit: z.int().min(1).max(200).default(50) }))
    .output(z.object({ jobs: z.array(jobSchema) })),
  rows: query
    .input(
      jobRef.extend({
        states: z.array(jobRowStateSchema).min(1).optional(),
        offset: z.int().min(0),
        limit: z.int().min(1).max(500),
      }),
    )
    .output(z.object({ rows: z.array(jobRowSchema), total: z.int() })),
  /** What is done stays done, the rest is left; a job that ended answers unchanged. */
  cancel: command.input(jobRef).output(jobSchema),
  /**
   * Takes back what the job did, order by order: one that was changed again since is refused (`changed_since`), and
   * each step back to a phase passes the fraud guard. Throws `job_not_undoable`.
   */
  undo: command.input(jobRef).output(jobSchema),
  /** The newest job of this terminal that Ctrl+Z would take back; null when there is none. */
  undoable: query.input(emptySchema).output(z.object({ job: jobSchema.nullable() })),
  /** A piece of an export's finished file; `bytes` base64. */
  readFile: query
    .input(jobRef.extend({ offset: z.int().min(0), limit: z.int().min(1).max(4_000_000) }))
    .output(z.object({ name: z.string(), sizeBytes: z.int(), bytes: z.string() })),
  /** Removes an export's file before its time (files of exports live for a day). */
  discardFile: command.input(jobRef).output(okSchema),
};
