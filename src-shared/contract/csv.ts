import { z } from 'zod';
import { shopIdSchema } from '../domain/ids.ts';
import { command, emptySchema, okSchema, query } from './base.ts';
import { csvEncodingSchema, jobSchema } from './jobs.ts';

/** A file is sent in pieces of this many bytes at most: as base64 in a call they must fit every transport (1 MiB). */
export const csvChunkBytes = 600_000;
export const maxCsvBytes = 200_000_000;

/** Which column feeds which field (id of `orderFields`, or `phase` by name). */
export const csvMappingSchema = z.object({
  encoding: csvEncodingSchema,
  separator: z.enum([',', '\t', ';']),
  hasHeader: z.boolean(),
  shopId: shopIdSchema,
  columns: z.array(z.object({ column: z.int().min(0), field: z.string().min(1).max(60) })).max(300),
  /** What a row of an unknown order does: makes one, or is skipped. */
  unknownOrders: z.enum(['create', 'skip']),
  /** What a blank cell does to a field of a known order: nothing, or it empties what may be empty (`csvClears`). */
  blankCells: z.enum(['keep', 'clear']).default('keep'),
});
export type CsvMapping = z.infer<typeof csvMappingSchema>;

export const savedCsvMappingSchema = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(60),
  mapping: csvMappingSchema,
  /** The header row it was made for: a file with the same header is offered this mapping. */
  header: z.array(z.string()).max(300),
});
export type SavedCsvMapping = z.infer<typeof savedCsvMappingSchema>;

const fileRef = z.object({ fileId: z.uuid() });

export const csvRowErrorSchema = z.object({
  /** Line of the file, counted from 1, where the row begins. */
  line: z.int(),
  /** Column counted from 0; null when the whole row is meant. */
  column: z.int().nullable(),
  code: z.enum([
    'not_decodable',
    'too_few_columns',
    'too_many_columns',
    'quote_unclosed',
    'order_id_missing',
    'order_id_invalid',
    'value_invalid',
    'value_too_long',
    'phase_unknown',
    'phase_by_import_only',
    'order_unknown',
    'rows_disagree',
    'held_order',
    'staged_order',
    'line_unknown',
  ]),
  value: z.string(),
});
export type CsvRowError = z.infer<typeof csvRowErrorSchema>;

export const csvCheckSchema = z.object({
  rows: z.int(),
  orders: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  skipped: z.int(),
  /** Fields of known orders that blank cells would empty. */
  cleared: z.int(),
  errorCount: z.int(),
  /** The first 1,000. */
  errors: z.array(csvRowErrorSchema),
  /** The first rows as they would be applied: field id → text; `cleared`: ids of the fields they empty. */
  preview: z.array(
    z.object({
      line: z.int(),
      values: z.record(z.string(), z.string()),
      cleared: z.array(z.string()),
    }),
  ),
});
export type CsvCheck = z.infer<typeof csvCheckSchema>;

/** How far a check is: the file is read first (bytes), then its orders are looked at (orders). */
export const csvCheckProgressSchema = z.object({
  step: z.enum(['reading', 'checking']),
  done: z.int(),
  total: z.int(),
});
export type CsvCheckProgress = z.infer<typeof csvCheckProgressSchema>;

/** CSV import (spec §3): nothing is written when the file is wrong. Held orders never come this way. */
export const csvContract = {
  /** Announces a file; its bytes follow by `append` in order. Files live until imported, discarded or the next start. */
  open: command
    .input(z.object({ name: z.string().max(260), sizeBytes: z.int().min(0).max(maxCsvBytes) }))
    .output(fileRef),
  append: command
    .input(
      fileRef.extend({ offset: z.int().min(0), bytes: z.base64().max(Math.ceil(csvChunkBytes / 3) * 4) }),
    )
    .output(okSchema),
  discard: command.input(fileRef).output(okSchema),
  /** What the file looks like; the encoding and separator are recognised unless given. Throws `csv_empty`, `csv_not_text`. */
  inspect: query
    .input(
      fileRef.extend({
        encoding: csvEncodingSchema.optional(),
        separator: csvMappingSchema.shape.separator.optional(),
      }),
    )
    .output(
      z.object({
        encoding: csvEncodingSchema,
        separator: csvMappingSchema.shape.separator,
        hasHeader: z.boolean(),
        columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()) })),
        lines: z.int(),
        /** Guessed from the header: the fields' Japanese and English names, and the mall's own spellings. */
        suggested: csvMappingSchema.shape.columns,
        savedMappingId: z.uuid().nullable(),
      }),
    ),
  /** Its progress comes as `csvCheckProgress` events; aborting the call ends the check. */
  check: query.input(fileRef.extend({ mapping: csvMappingSchema })).output(csvCheckSchema),
  /** Checks again, then writes; throws `csv_has_errors` (details: count) and writes nothing when a row is wrong. */
  import: command.input(fileRef.extend({ mapping: csvMappingSchema })).output(jobSchema),
  mappings: query.input(emptySchema).output(z.object({ mappings: z.array(savedCsvMappingSchema) })),
  saveMapping: command.input(savedCsvMappingSchema.partial({ id: true })).output(savedCsvMappingSchema),
  removeMapping: command.input(z.object({ id: z.uuid() })).output(okSchema),
};
