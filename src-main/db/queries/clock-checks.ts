import { type ClockCheck, clockCheckSchema } from '#shared/domain/clock-check.ts';
import type { Database } from '../database.ts';

interface ClockCheckRow {
  readonly id: string;
  readonly at: number;
  readonly terminal: string;
  readonly purpose: string;
  readonly verdict: string;
  readonly offset_ms: number | null;
  readonly error_ms: number | null;
  readonly jump_ms: number;
  readonly duration_ms: number;
  readonly sources: string;
}

/** Reads the latest clock checks, newest first. */
export function createClockReader(database: Database): (limit: number) => ClockCheck[] {
  const latest = database.query<ClockCheckRow>('SELECT * FROM clock_checks ORDER BY no DESC LIMIT ?');
  return (limit) => latest.all(limit).map(toCheck);
}

function toCheck(row: ClockCheckRow): ClockCheck {
  return clockCheckSchema.parse({
    id: row.id,
    at: row.at,
    terminal: row.terminal,
    purpose: row.purpose,
    verdict: row.verdict,
    offsetMs: row.offset_ms,
    errorMs: row.error_ms,
    jumpMs: row.jump_ms,
    durationMs: row.duration_ms,
    sources: JSON.parse(row.sources),
  });
}
