import { AppError } from '#shared/domain/errors.ts';
import type { Database } from '../database.ts';
import { createStopReader } from '../queries/emergency-stops.ts';
import { createNoticeRows } from './notice-rows.ts';
import { done, type Handler } from './write-context.ts';

/** A stop comes into force, and people are told; of two that are asked for at the same time the second learns of the first. */
export function createStopBegin(database: Database): Handler<'stop.begin'> {
  const { stopInForce } = createStopReader(database);
  const notices = createNoticeRows(database);
  const insert = database.query(
    `INSERT INTO emergency_stops (id, stopped_at, name, reason, terminal, is_instructed, resumed_by, resumed_terminal)
     VALUES (?, ?, ?, ?, ?, ?, '', '')`,
  );
  return (context, { stop: { id, name, reason, isInstructed } }) => {
    const standing = stopInForce();
    if (standing !== null) {
      throw new AppError('stop_already', 'An emergency stop is in force already', {
        details: { name: standing.name, at: standing.stoppedAt, reason: standing.reason },
      });
    }
    const { at, terminal } = context.origin;
    insert.run(id, at, name, reason, terminal, Number(isInstructed));
    const notice = { kind: 'stopped', shopNo: null, count: 0, orderId: null, name, reason } as const;
    notices.add(context, { eventKey: `stopped:${id}`, ...notice });
    context.touch('emergencyStop', id);
    context.remember({
      entity: 'emergencyStop',
      key: id,
      action: 'stopped',
      changes: [
        { field: 'name', before: '', after: name },
        { field: 'reason', before: '', after: reason },
        { field: 'isInstructed', before: '', after: String(isInstructed) },
      ],
    });
    return done;
  };
}

/** The stop in force ends and stays in the journal; people are told. */
export function createStopEnd(database: Database): Handler<'stop.end'> {
  const notices = createNoticeRows(database);
  const end = database.query(
    `UPDATE emergency_stops SET resumed_at = ?, resumed_by = ?, resumed_terminal = ?
     WHERE id = ? AND resumed_at IS NULL`,
  );
  return (context, { id, name }) => {
    const { at, terminal } = context.origin;
    if (end.run(at, name, terminal, id).changes === 0) {
      throw new AppError('stop_none', 'This emergency stop is not in force');
    }
    const notice = { kind: 'resumed', shopNo: null, count: 0, orderId: null, name } as const;
    notices.add(context, { eventKey: `resumed:${id}`, ...notice });
    context.touch('emergencyStop', id);
    const changes = [{ field: 'resumedBy', before: '', after: name }];
    context.remember({ entity: 'emergencyStop', key: id, action: 'resumed', changes });
    return done;
  };
}
