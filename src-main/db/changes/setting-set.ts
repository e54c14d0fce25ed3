import type { Database } from '../database.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

export function createSettingSet(database: Database): Handler<'setting.set'> {
  const find = database.query<{ value: string }>('SELECT value FROM settings WHERE key = ?');
  const upsert = database.query(
    `INSERT INTO settings (key, version, value) VALUES (?, 1, ?)
     ON CONFLICT DO UPDATE SET version = version + 1, value = excluded.value`,
  );
  return (context, { key, value }) => {
    const before = find.get(key)?.value ?? '';
    const after = JSON.stringify(value ?? null);
    if (before === after) return done;
    upsert.run(key, after);
    context.touch('setting', key);
    context.remember({
      entity: 'setting',
      key,
      action: 'set',
      changes: [{ field: 'value', before, after }],
    });
    return done;
  };
}
