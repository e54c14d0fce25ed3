import { z } from 'zod';
import { clockCheckSchema } from '../domain/clock-check.ts';
import { momentSchema } from '../domain/time.ts';
import { command, emptySchema, query } from './base.ts';

/** How this PC's clock stands, as far as is known without asking anybody. */
export const clockStatusSchema = z.object({
  /** null before the first check of this terminal. */
  last: clockCheckSchema.nullable(),
  /** The clock was changed, or the PC slept, since the last check: by how much (ms, positive = forwards), noticed when. */
  jump: z.object({ ms: z.int(), at: momentSchema }).nullable(),
  checking: z.boolean(),
});
export type ClockStatus = z.infer<typeof clockStatusSchema>;

export const clockContract = {
  /** 「もう一度確認」: compares this PC's clock with true time now, and keeps the result. A bad clock is an answer, not an error. */
  check: command.input(emptySchema).output(clockCheckSchema),
  status: query.input(emptySchema).output(clockStatusSchema),
  /** This terminal's checks, newest first. */
  history: query
    .input(z.object({ limit: z.int().min(1).max(500) }))
    .output(z.object({ checks: z.array(clockCheckSchema) })),
};
