import { clockHistoryLength } from '#shared/domain/clock-check.ts';
import type { Database } from '../database.ts';
import { done, type Handler } from './write-context.ts';

export function createClockChecked(database: Database): Handler<'clock.checked'> {
  const insert = database.query(
    `INSERT INTO clock_checks (id, at, terminal, purpose, verdict, offset_ms, error_ms, jump_ms, duration_ms, sources)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  // By number, not by time: the time of a check is the very thing that may be wrong.
  const forget = database.query(
    'DELETE FROM clock_checks WHERE no <= (SELECT max(no) FROM clock_checks) - ?',
  );
  return (context, { check }) => {
    insert.run(
      check.id,
      check.at,
      check.terminal,
      check.purpose,
      check.verdict,
      check.offsetMs,
      check.errorMs,
      check.jumpMs,
      check.durationMs,
      JSON.stringify(check.sources),
    );
    forget.run(clockHistoryLength);
    context.touch('clock', check.id);
    return done;
  };
}
